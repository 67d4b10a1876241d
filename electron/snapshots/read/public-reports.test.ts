import { describe, expect, it } from 'vitest'
import { readText, rowsOf, titlesOf } from '../testing/read-text.ts'

/** Bugs of other CSV readers, by the address of their report, with similar inputs. */
const reports: [address: string, text: string, rows: string[][]][] = [
  [
    'mholt/PapaParse#252: a carriage return in a quoted title, lines ended by line feeds',
    '"a\rb",c\n1,2\n3,4\n',
    [
      ['a\rb', 'c'],
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  [
    'mholt/PapaParse#457: line feeds in cells, lines ended by both, a byte order mark',
    '\uFEFFfirst,"Line ""quoted"" text\n\nFoo"\r\nsecond,"some \n\nother"\r\nlast,',
    [
      ['first', 'Line "quoted" text\n\nFoo'],
      ['second', 'some \n\nother'],
      ['last', ''],
    ],
  ],
  [
    'mholt/PapaParse#1123: titles ended by a line feed, rows by both',
    'name,city\nAlice,NYC\r\nBob,LA\r\nCarol,SF',
    [
      ['Credential', 'city'],
      ['Alice', 'NYC'],
      ['Bob', 'LA'],
      ['Carol', 'SF'],
    ],
  ],
  [
    'thephpleague/csv#586: a byte order mark before a quoted title with a separator and a line break in it',
    '\uFEFF"a,b\nc",d\n1,2\n',
    [
      ['a,b\nc', 'd'],
      ['1', '2'],
    ],
  ],
  [
    'pandas-dev/pandas#14012: a zero byte ends no row',
    'var1,var2\n1,2\n2,\0\n\0\0,4\n',
    [
      ['var1', 'var2'],
      ['1', '2'],
      ['2', '\0'],
      ['\0\0', '4'],
    ],
  ],
  [
    'pandas-dev/pandas#10728: spaces in the last line are no row',
    'x,y\n1,2\n4,5\n ',
    [
      ['x', 'y'],
      ['1', '2'],
      ['4', '5'],
    ],
  ],
  [
    'johnkerl/miller#780: quotes in the middle of a cell',
    'a|b|c\nLorem|UNIONE COMUNI" MADONIE"|Ipsum\n',
    [
      ['a', 'b', 'c'],
      ['Lorem', 'UNIONE COMUNI" MADONIE"', 'Ipsum'],
    ],
  ],
]

describe('what other readers got wrong', () => {
  it.each(reports)('%s', async (_, text, rows) => {
    const { table } = await readText(text)
    expect([titlesOf(table), ...rowsOf(table)]).toEqual(rows)
  })

  it('johnkerl/miller#999, #1533: a quote that opens a cell by mistake takes rows in, and that is reported', async () => {
    const { snapshot } = await readText('id;name;city\n1;"MEGA S.A.S. &C;x\n2;"Q8";y\n3;b;z\n')
    expect(snapshot.remarks).toContainEqual({ code: 'quotes-stray', count: 1, lines: [3] })
    const open = await readText('id\tname\tcity\n1\ta\tx\n2\t"b\ty\n3\tc\tz\n')
    expect(open.snapshot.remarks).toContainEqual({ code: 'quote-unclosed', line: 3 })
  })
})

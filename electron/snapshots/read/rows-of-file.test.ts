import { describe, expect, it } from 'vitest'
import type { SnapshotRemark } from '../../../shared/snapshot.ts'
import { readText, rowsOf, titlesOf } from '../testing/read-text.ts'

const remarkOf = (remarks: SnapshotRemark[], code: SnapshotRemark['code']) =>
  remarks.find((remark) => remark.code === code)

async function read(content: string, changes: Parameters<typeof readText>[2] = {}) {
  const { table, snapshot } = await readText(content, 'snapshot.csv', changes)
  return { titles: titlesOf(table), rows: rowsOf(table), snapshot, remarks: snapshot.remarks }
}

describe('lines of nothing but separators', () => {
  it('don’t count as rows, as Excel leaves them, and are reported', async () => {
    const { rows, remarks } = await read('Credential,Scope,Status\r\na,x,\r\n,,\r\n , ,\t\r\n\r\n')
    expect(rows).toEqual([['a', 'x', '']])
    expect(remarkOf(remarks, 'rows-blank')).toEqual({ code: 'rows-blank', rows: 2, lines: [3, 4] })
  })

  it('are rows if quotes say that the cells are empty', async () => {
    expect((await read('Credential,Scope\n"",""\n"",\n')).rows).toEqual([
      ['', ''],
      ['', ''],
    ])
  })
})

describe('separators behind the last title', () => {
  it('make no columns, however many there are', async () => {
    const many = ','.repeat(16_382)
    const { titles, rows, remarks } = await read(
      `Credential,Type${many}\r\na,Access key${many}\r\n${many}\r\n`,
    )
    expect(titles).toEqual(['Credential', 'Type'])
    expect(rows).toEqual([['a', 'Access key']])
    expect(remarks.map(({ code }) => code)).toEqual(['rows-blank'])
  })
})

describe('files that were joined', () => {
  it('have their titles once, with any mark before them, and the others are reported', async () => {
    const one = '\uFEFFCredential,Cluster\r\na,one\r\n'
    const { rows, remarks } = await read(one + one.replace('a,one', 'b,two') + one.replace('\uFEFF', 'ï»¿'))
    expect(rows).toEqual([
      ['a', 'one'],
      ['b', 'two'],
      ['a', 'one'],
    ])
    expect(remarkOf(remarks, 'titles-repeated')).toEqual({ code: 'titles-repeated', rows: 2, lines: [3, 5] })
  })

  it('keep a cell that says the title in a table of one column', async () => {
    expect((await read('Credential\nCredential\n')).rows).toEqual([['Credential']])
  })
})

describe('lines before the titles', () => {
  it.each([
    ['a report’s head', 'Report of credentials\nMade on 27 Sep 2026\n\n', 2, 4],
    ['a head with separators', 'Credentials,,\n"Made, by\nme",,\n,,\n', 2, 5],
    ['the line of a type', '#TYPE System.Management.Automation.PSCustomObject\n', 1, 2],
    ['comments', '# made by a tool, version 2\n#\n', 2, 3],
    ['the line of a separator', 'sep=,\n', 0, 2],
    ['nothing', '\n\n', 0, 3],
  ])('are found and reported: %s', async (_, head, lines, titlesAt) => {
    const { titles, rows, remarks, snapshot } = await read(`${head}"Credential","Type"\n"a","Access key"\n`)
    expect(titles).toEqual(['Credential', 'Type'])
    expect(rows).toEqual([['a', 'Access key']])
    expect(snapshot.titlesAt).toBe(titlesAt)
    expect(remarkOf(remarks, 'lines-before-titles')).toEqual(
      lines === 0 ? undefined : { code: 'lines-before-titles', lines, firstLine: 1, titlesAt },
    )
  })

  it('are not guessed if the first line may be the titles', async () => {
    expect((await read('Credential,x\na,b\nName,Type\n')).titles).toEqual(['Credential', 'x'])
    expect((await read('x\n1,2,3\n4,5,6\n')).titles).toEqual(['x', 'Column 2', 'Column 3'])
  })

  it('are those that were chosen, or there are no titles', async () => {
    const text = 'x\n"a\nb",c,d\n1,2,3\n'
    const chosen = await read(text, { as: { titlesAt: 2 } })
    expect(chosen.titles).toEqual(['a\nb', 'c', 'd'])
    expect(chosen.rows).toEqual([['1', '2', '3']])
    const none = await read('1,2\n3,4\n', { as: { titlesAt: 0 } })
    expect(none.titles).toEqual(['Column 1', 'Column 2'])
    expect(none.rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
    expect(none.snapshot.titlesAt).toBe(0)
  })
})

describe('a line that names the separator', () => {
  it.each(['sep=;', '"sep=;"', 'SEP=;', '\uFEFFsep=;', 'sep=;;;', '"sep=;",'])(
    'is followed: %j',
    async (line) => {
      const { titles, rows, snapshot } = await read(`${line}\r\na,b;c\r\n1,2;3\r\n`)
      expect(titles).toEqual(['a,b', 'c'])
      expect(rows).toEqual([['1,2', '3']])
      expect(snapshot.delimiter).toBe(';')
    },
  )

  it('may name one that is never guessed', async () => {
    expect((await read('sep=^\na^b\n1^2\n')).rows).toEqual([['1', '2']])
  })
})

describe('vertical bars', () => {
  it('separate cells', async () => {
    const { titles, rows, snapshot } = await read('Credential|Type\na|Access key\n')
    expect([titles, ...rows]).toEqual([
      ['Credential', 'Type'],
      ['a', 'Access key'],
    ])
    expect(snapshot.delimiter).toBe('|')
  })
})

describe('line breaks', () => {
  it('of every kind give the same table, and a mix is reported', async () => {
    const text = 'Credential,Scope\na,x\nb,"1\n2"\n'
    for (const end of ['\r\n', '\n', '\r', '\r\r\n', '\n\r']) {
      const { rows, remarks } = await read(text.replaceAll('\n', end))
      expect(rows).toEqual([
        ['a', 'x'],
        ['b', `1${end}2`],
      ])
      expect(remarks).toEqual([])
    }
    const { remarks } = await read('Credential,Scope\r\na,x\nb,y\n')
    expect(remarks).toEqual([{ code: 'line-ends-mixed', ends: { '\r\n': 1, '\n': 2, '\r': 0 } }])
  })

  it('that come in pairs the wrong way round are one, also in a table of one column', async () => {
    expect((await read('Credential\n\ra\n\r\n\rb\n\r')).rows).toEqual([['a'], [''], ['b']])
  })
})

describe('wide rows', () => {
  it('of a million cells are read, and what has no column is in the last one', async () => {
    const { table, snapshot } = await readText(`a,b\n1,2${',x'.repeat(999_998)}\n3,4\n`)
    expect(table.rowCount).toBe(2)
    const [first, second] = rowsOf(table)
    expect(first?.slice(0, 3)).toEqual(['1', '2', 'x'])
    expect(first?.join(' ').split('x')).toHaveLength(999_999)
    expect(second?.slice(0, 3)).toEqual(['3', '4', ''])
    expect(remarkOf(snapshot.remarks, 'columns-joined')).toEqual({
      code: 'columns-joined',
      cells: 1_000_000,
      most: 9990,
    })
  })

  it('cost nothing where they are short: thousands of columns, and rows of one cell', async () => {
    const wide = Array.from({ length: 9000 }, (_, place) => `c${place}`).join(',')
    const full = Array.from({ length: 9000 }, (_, place) => place).join(',')
    const { table } = await readText(`${wide}\n${'x\n'.repeat(100_000)}${full}\n`)
    expect(table.rowCount).toBe(100_001)
    const numbers = table.cells.reduce(
      (sum, cells) => sum + (cells.kind === 'coded' ? cells.codes.length : 0),
      0,
    )
    expect(numbers).toBeLessThan(1_000_000)
    const last = table.cells[8999]
    expect(last?.kind === 'sparse' && [...last.cells]).toEqual([[100_000, '8999']])
  })
})

describe('a separator that nothing names', () => {
  it('is reported with the others that fit as well, and can be chosen', async () => {
    const text = 'a,b;c\n1,2;3\n4,5;6\n'
    const { remarks } = await read(text)
    expect(remarkOf(remarks, 'delimiter-guessed')).toEqual({
      code: 'delimiter-guessed',
      delimiter: ',',
      others: [';'],
    })
    const said = await read(text, { as: { delimiter: ';' } })
    expect([said.titles, said.remarks.map(({ code }) => code)]).toEqual([['a,b', 'c'], ['no-known-column']])
  })

  it('is clear if a title says which', async () => {
    const { remarks } = await read('Credential,b;c\n1,2;3\n')
    expect(remarkOf(remarks, 'delimiter-guessed')).toBeUndefined()
  })
})

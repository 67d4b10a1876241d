import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SnapshotRemark } from '../../../shared/snapshot.ts'
import { readText, rowsOf, titlesOf } from '../testing/read-text.ts'

const remarkOf = (remarks: SnapshotRemark[], code: SnapshotRemark['code']) =>
  remarks.find((remark) => remark.code === code)

describe('the public collection of CSV edge cases', async () => {
  const folder = dirname(createRequire(import.meta.url).resolve('csv-spectrum'))
  const names = (await readdir(join(folder, 'csvs'))).map((name) => name.replace('.csv', ''))

  it('is there', () => expect(names.length).toBeGreaterThan(10))

  it.each(names)('reads %s right', async (name) => {
    const { table } = await readText(await readFile(join(folder, 'csvs', `${name}.csv`)))
    const json = JSON.parse(await readFile(join(folder, 'json', `${name}.json`), 'utf8')) as Record<
      string,
      string
    >
    const expected = [json].flat()
    // The collection's two files contain different telephone numbers here.
    if (name === 'location_coordinates') expected[0]!['Contact Phone Number'] = '2095257564'
    // Known titles are shown in Credenza's words.
    expect(rowsOf(table)).toEqual(expected.map((row) => Object.values(row)))
    expect(titlesOf(table).map((title) => title.toLowerCase())).toEqual(
      Object.keys(expected[0] ?? {}).map((title) => (title === 'name' ? 'credential' : title.toLowerCase())),
    )
  })
})

const encodings = {
  'UTF-8': (text: string) => Buffer.from(text, 'utf8'),
  'UTF-8 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf8'),
  'UTF-16 LE with a mark': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16 LE': (text: string) => Buffer.from(text, 'utf16le'),
  'UTF-16 BE with a mark': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  'UTF-16 BE': (text: string) => Buffer.from(text, 'utf16le').swap16(),
  'Windows-1252': (text: string) => Buffer.from(text.replaceAll('€', '\x80'), 'latin1'),
}
const combinations = Object.keys(encodings).flatMap((encoding) =>
  [',', ';', '\t'].flatMap((delimiter) =>
    ['\n', '\r\n', '\r'].map((newline) => ({ encoding, delimiter, newline })),
  ),
)

describe('encodings, delimiters and line breaks', () => {
  it.each(combinations)('are found out: $encoding, $delimiter, $newline', async (form) => {
    const { encoding, delimiter, newline } = form
    const rows = [
      ['Credential', 'Scope', 'Cluster', 'Remark'],
      ['Zürich €', 'Cluster', 'prod', `"two${newline}lines, and; all\tsigns"`],
      ['plain', 'Project: é', 'prod', '""'],
    ]
    const text = rows.map((row) => row.join(delimiter)).join(newline) + newline
    const encode = encodings[encoding as keyof typeof encodings]
    const { table, snapshot } = await readText(encode(text))
    expect(titlesOf(table)).toEqual(rows[0])
    expect(rowsOf(table)).toEqual([
      ['Zürich €', 'Cluster', 'prod', `two${newline}lines, and; all\tsigns`],
      ['plain', 'Project: é', 'prod', ''],
    ])
    expect(snapshot.delimiter).toBe(delimiter)
    expect(encoding.startsWith(snapshot.encoding)).toBe(true)
    expect(snapshot.hasByteOrderMark).toBe(encoding.includes('mark'))
    expect(snapshot.remarks.map(({ code }) => code)).toEqual(
      encoding === 'Windows-1252' ? ['encoding-guessed'] : [],
    )
  })

  it('lets the line sep=; of Excel decide, which is not a title', async () => {
    const { table, snapshot } = await readText('sep=;\r\na,b;c\r\n1,2;3\r\n')
    expect(titlesOf(table)).toEqual(['a,b', 'c'])
    expect(rowsOf(table)).toEqual([['1,2', '3']])
    expect(snapshot.delimiter).toBe(';')
  })

  it.each(['\n', '\r\n'])(
    'takes lines of both kinds in one file, whichever comes first: %j',
    async (first) => {
      const { table } = await readText(`a,b${first}1,2\r\n3,4\n"5","6\r\n\n"\r\n"7","8"\n9,10`)
      expect(rowsOf(table)).toEqual([
        ['1', '2'],
        ['3', '4'],
        ['5', '6\r\n\n'],
        ['7', '8'],
        ['9', '10'],
      ])
    },
  )

  it('takes both kinds if a border of two pieces is within a line break', async () => {
    for (const shift of [0, 1, 2, 3]) {
      const filler = 'x'.repeat(1024 * 1024 - 10 + shift)
      const { table } = await readText(`a,b\r\n1,2\n${filler},3\r\n"4","5\r\n"\r\n6,7\n`)
      expect(rowsOf(table).slice(2)).toEqual([
        ['4', '5\r\n'],
        ['6', '7'],
      ])
    }
  })

  it('keeps a character whose bytes are in two pieces', async () => {
    for (const shift of [0, 1, 2, 3]) {
      const filler = 'x'.repeat(1024 * 1024 - 10 + shift)
      const { table, snapshot } = await readText(`a,b\n${filler},1\n😀é,2\n`.replace('\n😀', '😀😀😀\n😀'))
      expect(rowsOf(table)[1]).toEqual(['😀é', '2'])
      expect(snapshot.remarks.map(({ code }) => code)).toEqual(['no-known-column'])
    }
  })

  it('reads a file again as Windows-1252 if that shows late', async () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `name ${index},some more text`).join('\n')
    const { table, snapshot } = await readText(
      Buffer.from(`Credential,Cluster\n${lines}\nZürich,x`, 'latin1'),
    )
    expect(snapshot.encoding).toBe('Windows-1252')
    expect(table.rowCount).toBe(40_001)
    expect(rowsOf(table).at(-1)).toEqual(['Zürich', 'x'])
  })

  it('counts garbled bytes of what is UTF-8 nevertheless', async () => {
    const good = Buffer.from('Credential,Cluster\nZürich,ä\nGenève,ö\n')
    const { table, snapshot } = await readText(Buffer.concat([good, Buffer.from([0x61, 0xff, 0x2c, 0x62])]))
    expect(snapshot.encoding).toBe('UTF-8')
    expect(rowsOf(table).at(-1)).toEqual(['a\uFFFD', 'b'])
    expect(remarkOf(snapshot.remarks, 'bytes-garbled')).toEqual({
      code: 'bytes-garbled',
      count: 1,
      encoding: 'UTF-8',
      lines: [4],
    })
  })
})

describe('a table', () => {
  it('has the titles of Credenza for columns that it knows, and others as they are', async () => {
    const { table, snapshot } = await readText(' CREDENTIALS ,Environment(s),creation  TIME\nHarbor,3,\n')
    expect(table.columns).toEqual([
      { title: 'Credential', id: 'name', isDerived: false },
      { title: 'Environment(s)', id: null, isDerived: false },
      { title: 'Creation time', id: 'createdAt', isDerived: false },
      expect.objectContaining({ title: 'Age', isDerived: true }),
    ])
    expect(snapshot.maker).toBe('console')
  })

  it('distinguishes its own export from others', async () => {
    expect((await readText('Credential,Last rotation\n')).snapshot.maker).toBe('credenza')
    expect((await readText('foo,bar\n')).snapshot.maker).toBe('other')
  })

  it('numbers doubled titles and names those that are missing', async () => {
    const { table, snapshot } = await readText('a,a,,Credential,credential,a\n1,2,3,4,5,6\n')
    expect(titlesOf(table)).toEqual(['a', 'a 2', 'Column 3', 'Credential', 'credential', 'a 3'])
    expect(table.columns.filter(({ id }) => id === 'name')).toHaveLength(1)
    expect(remarkOf(snapshot.remarks, 'columns-doubled')).toEqual({ code: 'columns-doubled', titles: ['a'] })
    expect(remarkOf(snapshot.remarks, 'columns-untitled')).toEqual({ code: 'columns-untitled', count: 1 })
  })

  it('has no rows if there is only a line of titles', async () => {
    const { table, snapshot } = await readText('Credential,Scope')
    expect(table.rowCount).toBe(0)
    expect(remarkOf(snapshot.remarks, 'no-rows')).toBeDefined()
    expect(snapshot.clusterCount).toBe(0)
  })

  it('fills short rows, keeps what is beyond the titles, and reports the lines', async () => {
    const { table, snapshot } = await readText('a,b\n"1\n1",2\n3\n4,5,\n6,7,8,=9\n')
    expect(titlesOf(table)).toEqual(['a', 'b', 'Column 3', 'Column 4'])
    expect(rowsOf(table)).toEqual([
      ['1\n1', '2', '', ''],
      ['3', '', '', ''],
      ['4', '5', '', ''],
      ['6', '7', '8', '=9'],
    ])
    expect(remarkOf(snapshot.remarks, 'rows-unequal')).toEqual({
      code: 'rows-unequal',
      rows: 2,
      lines: [4, 6],
    })
  })

  it('reports where a quote is opened that nothing closes', async () => {
    const { table, snapshot } = await readText('a,b\n1,2\n3,"4\n5,6\n')
    expect(rowsOf(table)).toEqual([
      ['1', '2'],
      ['3', '4\n5,6\n'],
    ])
    expect(remarkOf(snapshot.remarks, 'quote-unclosed')).toEqual({ code: 'quote-unclosed', line: 3 })
  })

  it('skips blank lines, but for a table of one column, where they are empty cells', async () => {
    expect(rowsOf((await readText('\na,b\n\n1,2\n\n\n')).table)).toEqual([['1', '2']])
    expect(rowsOf((await readText('Credential\r\n\r\nx\r\n\r\n')).table)).toEqual([[''], ['x'], ['']])
  })

  it('counts NUL bytes and keeps them', async () => {
    const { table, snapshot } = await readText('Credential,b\nx\0y,\0\n')
    expect(rowsOf(table)).toEqual([['x\0y', '\0']])
    expect(remarkOf(snapshot.remarks, 'nul-bytes')).toEqual({ code: 'nul-bytes', count: 2 })
  })

  it('has the time and the cluster of its name, else of the file', async () => {
    const named = await readText('Credential\nx\n', 'credentials-prod-eu-1-2026-09-27-140322.csv')
    expect(named.snapshot).toMatchObject({
      madeAt: new Date(2026, 8, 27, 14, 3, 22).toISOString().replace('.000', ''),
      madeAtFrom: 'name',
      clusters: ['prod-eu-1'],
      clusterCount: 1,
    })
    const begun = Date.now()
    const other = await readText('Credential,Cluster\nx,one\ny,two\nz,one\n', 'list.csv')
    expect(other.snapshot).toMatchObject({ madeAtFrom: 'file', clusters: ['one', 'two'], clusterCount: 2 })
    const madeAt = Date.parse(other.snapshot.madeAt)
    // It is told in seconds, and files have a coarser clock.
    expect(madeAt).toBeGreaterThan(begun - 2000)
    expect(madeAt).toBeLessThanOrEqual(Date.now())
  })

  it('counts ages as of its own time, from the rotation where there was one', async () => {
    const text =
      'Credential,Creation time,Last rotation\na,2026-09-01T00:00:00Z,\nb,2026-01-01T00:00:00Z,2026-09-26T00:00:00Z\nc,,Never\n'
    const { table } = await readText(text, 'x-2026-09-27-120000+0000.csv')
    const age = table.cells[3]
    expect(age?.kind === 'coded' && Array.from(age.codes, (code) => age.values[code])).toEqual([
      '26',
      '1',
      '',
    ])
  })

  it('keeps an age that the file has itself', async () => {
    const { table } = await readText('Credential,Creation time,Age (days)\na,2026-09-01T00:00:00Z,5\n')
    expect(table.columns.map(({ isDerived }) => isDerived)).toEqual([false, false, true])
    expect(rowsOf(table, 'all')).toEqual([['a', '2026-09-01T00:00:00Z', '5']])
  })

  it('keeps a text for each row only if many are different', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `name ${index},${index % 7}`).join('\n')
    const { table } = await readText(`Credential,Kind\n${lines}\n`)
    expect(table.cells.map(({ kind }) => kind)).toEqual(['plain', 'coded'])
    expect(rowsOf(table)[4321]).toEqual(['name 4321', '2'])
    expect(rowsOf(table)[19_999]).toEqual(['name 19999', '0'])
  })
})

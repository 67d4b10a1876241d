import { describe, expect, it } from 'vitest'
import { compareTables } from '../../electron/snapshots/compare/compare-tables.ts'
import { createSlices } from '../../electron/snapshots/table/slices.ts'
import { readText, rowsOf, titlesOf } from '../../electron/snapshots/testing/read-text.ts'
import type { ComparedSide } from '../../shared/snapshot.ts'

const side: ComparedSide = { kind: 'table', name: 'x.csv', at: '2026-09-27T00:00:00Z', rows: 0, sha256: '' }

async function counted(before: string, after: string) {
  const [a, b] = [await readText(before), await readText(after)]
  const { comparison } = await compareTables(
    { table: a.table, side },
    { table: b.table, side },
    createSlices(),
  )
  return comparison.counts
}

const read = async (text: string) => rowsOf((await readText(text)).table)

/** Files that other tools compared wrongly. `Credential` is the key that they were given. */
describe('compared rightly', () => {
  it('two columns of one title: https://github.com/paulfitz/daff/issues/215', async () => {
    expect(await counted('One,Two,Two\nA,B,B\n', 'One,Two,Two\nA,C,C\n')).toMatchObject({
      unmatched: 2,
    })
    const keyed = await counted('Credential,Two,Two\nA,B,B\n', 'Credential,Two,Two\nA,B,C\n')
    expect(keyed).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 0, unmatched: 0 })
  })

  it('a column that comes in twice: https://github.com/paulfitz/daff/issues/61', async () => {
    expect(await counted('Credential,B,C\na,b,c\n', 'Credential,B,C,C\na,b,c,c\n')).toMatchObject({
      unchanged: 1,
    })
    expect(titlesOf((await readText('Credential,B,C,C\na,b,c,d\n')).table)).toEqual([
      'Credential',
      'B',
      'C',
      'C 2',
    ])
  })

  it('a key that comes twice, in any order: https://github.com/dathere/qsv/issues/2509', async () => {
    const rows = ['a,1', 'a,2', 'b,3', 'c,4', 'b,5']
    const after = 'Credential,Note\na,1\nb,3\nc,4\n'
    for (let turn = 0; turn < rows.length; turn += 1) {
      const turned = [...rows.slice(turn), ...rows.slice(0, turn)].join('\n')
      const counts = await counted(`Credential,Note\n${turned}\n`, after)
      expect(counts).toEqual({ added: 0, removed: 2, changed: 0, unchanged: 3, unmatched: 0 })
    }
  })

  it('a key that comes twice, once with a cell missing: https://github.com/simonw/csv-diff/issues/31', async () => {
    const whole = 'Credential,b,c,d\n1,2,3,4\n1,2,3,4\n3,2,3,4'
    const counts = await counted(whole, whole.replace('1,2,3,4\n3', '1,2,3\n3'))
    expect(counts).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 2, unmatched: 0 })
  })

  it('equal rows in another order: https://github.com/paulfitz/daff/issues/123', async () => {
    const counts = await counted('col1,col2\n1,0\n2,0\n1,0\n2,0\n', 'col1,col2\n1,0\n1,0\n2,0\n2,0\n')
    expect(counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 4, unmatched: 0 })
  })

  it('quotes around all cells or none: https://github.com/dathere/qsv/issues/1892', async () => {
    const rows = ['5036300431,20150311T000000', '6021501535,20140725T000000', '6021501535,20141223T000000']
    const quoted = rows.map((row) => `"${row.replace(',', '","')}"`)
    const head = 'Credential,date'
    const counts = await counted([head, ...quoted].join('\n'), [head, ...rows.toReversed(), ''].join('\n'))
    expect(counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 3, unmatched: 0 })
  })
})

/** Files that other tools read wrongly. */
describe('read whole', () => {
  it('rows that are longer than the first: https://github.com/johnkerl/miller/issues/1749', async () => {
    expect(await read('a\tb\nc\td\te\tf\n')).toEqual([['c', 'd', 'e', 'f']])
  })

  it('a blank line in a file of one column: https://github.com/johnkerl/miller/issues/1102', async () => {
    expect(await read('a\n1\n2\n\n4\n5\n')).toEqual([['1'], ['2'], [''], ['4'], ['5']])
  })

  it('an empty cell at the end, without a line break: https://github.com/johnkerl/miller/issues/251', async () => {
    expect(await read('nome,età\nAndy,45\nJohn,')).toEqual([
      ['Andy', '45'],
      ['John', ''],
    ])
  })

  it('long lines without a separator: https://github.com/wireservice/csvkit/issues/1011', async () => {
    const line = `${'a'.repeat(1000)} ${'z'.repeat(1000)}`
    const { table, snapshot } = await readText(`colA,colB\n${`${line}\n`.repeat(100)}`)
    expect([snapshot.delimiter, titlesOf(table)]).toEqual([',', ['colA', 'colB']])
    expect(rowsOf(table)[99]).toEqual([line, ''])
  })

  it('quotes within quotes beside apostrophes: https://github.com/wireservice/csvkit/issues/228', async () => {
    const text = `id,text,it_works\n1,"seems like, a bug",1\n2,"this ''bug'' seems, so",1\n3,"this ""bug"" seems, so",0\n`
    expect(await read(text)).toEqual([
      ['1', 'seems like, a bug', '1'],
      ['2', "this ''bug'' seems, so", '1'],
      ['3', 'this "bug" seems, so', '0'],
    ])
  })

  it('a quote in two rows, which hides those between them: https://github.com/wireservice/csvkit/issues/433', async () => {
    const { snapshot } = await readText('id,name,place\n1,"x,a\n2,y,b\n3,z,c\n4,w",d\n')
    expect(snapshot.remarks).toContainEqual({ code: 'rows-hidden', rows: 1, lines: [2] })
    const prose = await readText('id,name,place\n1,"first, then\nlater",d\n')
    expect(prose.snapshot.remarks.map(({ code }) => code)).toEqual([])
  })
})

/** Exports whose titles or dates changed with a version, a country or a language. */
describe('exports of other versions and languages', () => {
  const local = (year: number, month: number, day: number) =>
    `${new Date(year, month - 1, day).toISOString().slice(0, 16)}Z`
  const times = async (...dates: string[]) =>
    (await read(`Credential,Created\n${dates.map((date) => `a,"${date}"\n`).join('')}`)).map((row) => row[1])

  it('one clear date decides for all: https://github.com/dannymcc/may/issues/250', async () => {
    expect(await times('12/31/2025', '12/01/2025')).toEqual([local(2025, 12, 31), local(2025, 12, 1)])
  })

  it('no mixture of both orders: https://github.com/wireservice/csvkit/issues/280', async () => {
    expect(await times('02/01/2014', '31/12/2012')).toEqual([local(2014, 1, 2), local(2012, 12, 31)])
  })

  it('dates without a clear one: https://github.com/dorumrr/happytaxes/issues/10', async () => {
    const { snapshot } = await readText('Credential,Created\na,01-05-2025\nb,02-03-2025\n')
    expect(snapshot.remarks.map(({ code }) => code)).toEqual(['dates-ambiguous'])
    expect(await times('01-05-2025', '02-15-2025')).toEqual([local(2025, 1, 5), local(2025, 2, 15)])
  })

  it('the form of a date changed by a version: https://github.com/thunderbird/import-export-tools-ng/issues/161', async () => {
    const old = 'Credential;Created\na;06.08.2020 16:23\nb;21.09.2020 17:49\n'
    const later = 'Credential;Created\na;8/6/2020 16:23\nb;9/21/2020 17:49\n'
    expect(await counted(old, later)).toEqual({
      added: 0,
      removed: 0,
      changed: 0,
      unchanged: 2,
      unmatched: 0,
    })
  })

  it('titles in another letter case: https://github.com/netbox-community/netbox/issues/7725', async () => {
    expect(await counted('Name,Type,Description\na,,x\n', 'name,type,description\na,,x\n')).toMatchObject({
      unchanged: 1,
    })
  })

  it('titles renamed and in another order: https://github.com/brodeurlv/fastnfitness/issues/49', async () => {
    const old = 'Credentials,Environment(s),Cluster\na,2,c\n'
    expect(await counted(old, 'Cluster,Environments,Credential\nc,2,a\n')).toMatchObject({ unchanged: 1 })
  })

  it('titles in another language, which nobody takes for others: https://github.com/activeadmin/activeadmin/issues/4063, https://github.com/keepassxreboot/keepassxc/pull/13531', async () => {
    const spanish = 'Credencial,Tipo,Estado\na,Access key,No issues found\n'
    const { table, snapshot } = await readText(spanish)
    expect(titlesOf(table)).toEqual(['Credencial', 'Tipo', 'Estado'])
    expect(snapshot.remarks).toEqual([{ code: 'no-known-column' }])
    // Without a common column nothing is matched, which is reported.
    expect(await counted(spanish, 'Credential,Type,Status\na,Access key,No issues found\n')).toEqual({
      added: 0,
      removed: 0,
      changed: 0,
      unchanged: 0,
      unmatched: 2,
    })
    const half = await readText('Имя,Email,Status\na,b,Issues found\n')
    expect(titlesOf(half.table)).toEqual(['Имя', 'Email', 'Status'])
    expect(half.snapshot.remarks).toEqual([])
  })
})

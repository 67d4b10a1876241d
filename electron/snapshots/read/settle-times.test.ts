import { describe, expect, it } from 'vitest'
import { readText, rowsOf } from '../testing/read-text.ts'

describe('the times of a file', () => {
  it('are never where a machine wrote its zero', async () => {
    const { table, snapshot } = await readText(
      'Credential,Last rotation\na,0001-01-01T00:00:00Z\nb,01/01/1970\nc,1/1/0001\nd,27/09/2026\n',
    )
    const read = new Date(2026, 8, 27).toISOString().slice(0, 16)
    expect(rowsOf(table).map((row) => row[1])).toEqual(['', '', '', `${read}Z`])
    expect(rowsOf(table, 'all').map((row) => row[2] === '')).toEqual([true, true, true, false])
    expect(snapshot.remarks).toEqual([])
  })

  it('stay text where they are long ago or far ahead, which is reported', async () => {
    const year = new Date().getFullYear() + 11
    const times = ['1989-12-31T00:00:00Z', `${year}-01-01T00:00:00Z`, 'ticket 12']
    const { table, snapshot } = await readText(
      `Credential,Creation time,Last rotation\n${times.map((time) => `a,${time},${time}\n`).join('')}`,
    )
    expect(rowsOf(table, 'all')).toEqual(times.map((time) => ['a', time, time, '']))
    expect(snapshot.remarks).toEqual([
      { code: 'times-unread', titles: ['Creation time', 'Rotated'], rows: 6, examples: times },
    ])
  })

  it('are reported where they were numbers, and where their years had two digits', async () => {
    const { table, snapshot } = await readText(
      'Credential,Created\na,46292\nb,27.09.26\nc,27-Sep-26\nd,27 Sep 2026\n',
    )
    const read = new Date(2026, 8, 27).toISOString().slice(0, 16)
    expect(new Set(rowsOf(table).map((row) => row[1]))).toEqual(new Set([`${read}Z`]))
    expect(snapshot.remarks).toEqual([
      { code: 'times-numbers', titles: ['Creation time'], rows: 1 },
      { code: 'years-short', titles: ['Creation time'], rows: 2 },
    ])
  })

  it('counts every row with a text that isn’t a time, however few different ones there are', async () => {
    const rows = Array.from({ length: 5000 }, (_, row) => `c${row},${row % 2 === 0 ? 'soon' : ''}\n`)
    const { snapshot } = await readText(`Credential,Last rotation\n${rows.join('')}`)
    expect(snapshot.remarks).toEqual([
      { code: 'times-unread', titles: ['Rotated'], rows: 2500, examples: ['soon'] },
    ])
  })
})

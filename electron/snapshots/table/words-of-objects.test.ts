import { describe, expect, it } from 'vitest'
import { createCallAnswerer } from '../thread/answer-calls.ts'
import { readText, rowsOf, selectionOf } from '../testing/read-text.ts'
import { writtenPieces } from '../write/write-table.ts'
import type { TableRow } from '../../../shared/snapshot.ts'

/** Names that every object has by default, as a file may contain them. */
const words = [
  ...Object.getOwnPropertyNames(Object.prototype),
  'Constructor',
  'to String',
  'prototype',
  'then',
]
const titles = ['Credential', 'Type', 'Status', 'Scope', 'Origin', 'Last rotation']

const text = `${titles.join(',')}\n${words.map((word) => `${titles.map(() => word).join(',')}\n`).join('')}`

describe('names that objects have themselves', () => {
  it('are text in every cell, and are written as they were read', async () => {
    const { table } = await readText(text)
    expect(rowsOf(table)).toEqual(words.map((word) => titles.map(() => word)))
    const pieces = []
    for await (const piece of writtenPieces(
      table,
      selectionOf(titles.length),
      'csv',
      new AbortController().signal,
    ))
      pieces.push(piece.text)
    expect(pieces.join('')).toBe(`\uFEFF${text.replaceAll('\n', '\r\n')}`)
  })

  it('are text in the titles', async () => {
    const cells = words.toReversed()
    const { table, snapshot } = await readText(`${words.join(',')}\n${cells.join(',')}\n`)
    expect(snapshot.columns.map(({ title }) => title)).toEqual(words)
    expect(rowsOf(table)).toEqual([cells])
  })

  it('can be sent out of the thread, counted and sorted', async () => {
    const answer = createCallAnswerer({ limit: 2 ** 31 })
    const running = {
      signal: new AbortController().signal,
      tellProgress: () => undefined,
      hand: () => Promise.resolve(),
    }
    const columns = ['name', 'type', 'status'] as const
    await answer({ call: 'put', table: 't', columns, rows: words.map((word) => [word, word, word]) }, running)
    const sort = { column: 1, descending: false }
    const selected = (await answer(
      { call: 'select', table: 't', selection: selectionOf(3, { sort }) },
      running,
    )) as { version: number }
    const rows = (await answer(
      { call: 'rows', table: 't', version: selected.version, from: 0, count: 100 },
      running,
    )) as TableRow[]
    expect(structuredClone(rows)).toEqual(rows)
    expect(new Set(rows.map(({ cells }) => cells[1]))).toEqual(new Set(words))
    const facets = (await answer({ call: 'facets', table: 't', column: 1 }, running)) as { distinct: number }
    expect(facets.distinct).toBe(words.length)
  })
})

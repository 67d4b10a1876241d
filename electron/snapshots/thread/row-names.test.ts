import { describe, expect, it } from 'vitest'
import type { TableSelection } from '../../../shared/contract/snapshots.ts'
import type { TableRow } from '../../../shared/snapshot.ts'
import { usualAgeLimits } from '../../../shared/rotation.ts'
import { createCallAnswerer } from './answer-calls.ts'
import type { Call } from '../protocol/messages.ts'

const selection = (changes: Partial<TableSelection> = {}): TableSelection => ({
  ...{ search: '', filters: [], changes: [], ages: [], ageLimits: usualAgeLimits, sort: null },
  columns: [0, 1, 2],
  ...changes,
})
const side = { kind: 'table', name: '', at: '2026-09-27T00:00:00Z', rows: 0, sha256: '' } as const

/** Answers calls without a thread. */
function answering() {
  const answer = createCallAnswerer({ limit: 1e9 })
  let text = ''
  const running = {
    signal: new AbortController().signal,
    tellProgress: () => undefined,
    hand: (piece: { text: string }) => {
      text += piece.text
      return Promise.resolve()
    },
  }
  const call = <R>(asked: Call) => answer(asked, running) as Promise<R>
  const put = (table: string, names: readonly string[], namespace = 'n') =>
    call({
      ...{ call: 'put', table, columns: ['name', 'kubernetesName', 'namespace'] },
      rows: names.map((name) => [name.toUpperCase(), name, namespace]),
    })
  const compare = () =>
    call({ call: 'compare', table: 'c', before: { table: 'a', side }, after: { table: 'b', side } })
  async function rowsOf(table: string): Promise<{ version: number; rows: TableRow[] }> {
    const { version } = await call<{ version: number }>({ call: 'select', table, selection: selection() })
    const range = { version, from: 0, count: 100 }
    return { version, rows: await call<TableRow[]>({ call: 'rows', table, ...range }) }
  }
  const written = async (table: string, ids: number[], changes: Partial<TableSelection> = {}) => {
    text = ''
    await call({ call: 'write', table, selection: selection(changes), as: 'csv', ids })
    return text.trimEnd().split('\r\n').slice(1)
  }
  return { call, put, compare, rowsOf, written }
}

describe('the names of rows', () => {
  it('are reported with the rows and by their places, and stay through another selection', async () => {
    const { call, put, rowsOf } = answering()
    await put('a', ['x', 'y', 'z'])
    expect((await rowsOf('a')).rows.map(({ id }) => id)).toEqual([0, 1, 2])
    const sort = { column: 0, descending: true }
    const { version } = await call<{ version: number }>({
      ...{ call: 'select', table: 'a', selection: selection({ sort }) },
    })
    expect(await call({ call: 'ids', table: 'a', version, from: 1, count: 5 })).toEqual([1, 0])
    const named = await call<TableRow[]>({ call: 'named', table: 'a', ids: [2, 0, 77] })
    expect(named.map(({ id, cells }) => [id, cells[1]])).toEqual([
      [2, 'z'],
      [0, 'x'],
    ])
  })

  it('stay while a comparison is renewed; what is gone is reported, what is new has a new name', async () => {
    const { call, put, compare, rowsOf } = answering()
    await put('a', ['b', 'c', 'd'])
    await put('b', ['b', 'c', 'd', 'e'])
    await compare()
    const before = new Map((await rowsOf('c')).rows.map(({ id, cells }) => [cells[1], id]))
    await put('b', ['f', 'd', 'c', 'b'])
    await compare()
    const after = new Map((await rowsOf('c')).rows.map(({ id, cells }) => [cells[1], id]))
    for (const name of ['b', 'c', 'd']) expect(after.get(name), name).toBe(before.get(name))
    expect(after.has('e')).toBe(false)
    expect([...before.values()]).not.toContain(after.get('f'))
    const ids = [...before.values()]
    const kept = await call<number[]>({ call: 'kept', table: 'c', ids })
    expect(kept.toSorted()).toEqual(ids.filter((id) => id !== before.get('e')).toSorted())
  })

  it('say which rows are written, in the order of the selection, even if it hides some', async () => {
    const { put, written } = answering()
    await put('a', ['x', 'y', 'z', '=cmd'])
    const lines = await written('a', [3, 2, 0, 99], {
      ...{ search: 'nothing of it', sort: { column: 1, descending: true } },
    })
    expect(lines).toEqual(['Z,z,n', 'X,x,n', "'=CMD,'=cmd,n"])
  })
})

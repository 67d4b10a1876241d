import { describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../api.ts'
import { createRowPages, type RowPages } from './row-pages.ts'
import { createTableSelection } from './table-selection.ts'

/** A table of the main process with its rows in some order. */
function tableOf(first: number[]) {
  let ids = first
  let version = 1
  let pages: RowPages | null = null
  const answers: (() => void)[] = []
  const fakes = {
    ids: vi.fn(
      (asked: { version: number; from: number; count: number }) =>
        new Promise((resolve) => {
          answers.push(() => {
            const found = asked.version === version ? ids.slice(asked.from, asked.from + asked.count) : []
            resolve({ ok: true, value: { ids: found } })
          })
        }),
    ),
    kept: vi.fn(({ ids: asked }: { ids: number[] }) =>
      Promise.resolve({ ok: true, value: { ids: asked.filter((id) => ids.includes(id)) } }),
    ),
  }
  const api = { snapshots: fakes } as unknown as Pick<Api, 'snapshots'>
  const selection = createTableSelection({ api, table: 't', pages: () => pages })
  /** The main process has another selection, which the window shows later. */
  function select(next: number[]): void {
    ids = next
    version += 1
  }
  async function show(next: number[]): Promise<void> {
    if (next !== ids) select(next)
    const shown = next
    pages = createRowPages(next.length, (from, count) =>
      Promise.resolve(shown.slice(from, from + count).map((id) => ({ id, cells: [`row ${id}`] }))),
    )
    await pages.prepare(0, next.length)
    void selection.follow(version)
  }
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      answers.splice(0).forEach((answer) => answer())
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  return { selection, select, show, settle, fakes }
}

describe('the selection of an opened table', () => {
  it('asks for no names before something is selected', async () => {
    const { selection, show, settle, fakes } = tableOf([])
    await show([4, 5, 6])
    await settle()
    expect(fakes.ids).not.toHaveBeenCalled()
    selection.toggle('1')
    await settle()
    expect(selection.ids()).toEqual([5])
    expect([selection.has('0'), selection.has('1')]).toEqual([false, true])
    expect(selection.extent).toBe('some')
  })

  it('stays on its rows through another order and a search, and reports what is hidden', async () => {
    const { selection, show, settle } = tableOf([])
    await show([1, 2, 3, 4])
    selection.toggle('0')
    selection.extend('0', '2')
    await settle()
    expect(selection.ids()).toEqual([1, 2, 3])
    await show([4, 3, 2, 1])
    await settle()
    expect(selection.ids()).toEqual([3, 2, 1])
    expect([selection.has('0'), selection.has('3'), selection.hidden]).toEqual([false, true, 0])
    await show([2])
    await settle()
    expect([selection.count, selection.hidden, selection.extent]).toEqual([3, 2, 'all'])
    expect(selection.ids()[0]).toBe(2)
  })

  // A key that came just before another order was shown did nothing.
  it('selects the row that was pressed if another order is on its way', async () => {
    const { selection, select, show, settle } = tableOf([])
    await show([1, 2, 3])
    const reversed = [3, 2, 1]
    select(reversed)
    selection.toggle('0')
    selection.extend('0', '1')
    await settle()
    expect(selection.count).toBe(0)
    await show(reversed)
    await settle()
    expect(selection.ids()).toEqual([2, 1])
  })

  it('does nothing later if the order can’t be read', async () => {
    const { selection, show, settle, fakes } = tableOf([])
    await show([1, 2, 3])
    fakes.ids.mockResolvedValueOnce({ ok: false, failure: { code: 'table-not-open' } })
    selection.selectAll()
    await settle()
    await show([3])
    await settle()
    expect(selection.count).toBe(0)
  })

  it('selects all that are shown, and unselects what a renewed table no longer has', async () => {
    const { selection, show, settle } = tableOf([])
    await show([1, 2, 3])
    selection.selectAll()
    await settle()
    expect(selection.extent).toBe('all')
    await show([3, 9])
    await selection.forgetGone()
    await settle()
    expect(selection.ids()).toEqual([3])
    selection.clear()
    expect(selection.count).toBe(0)
  })

  it('does nothing for an order that is not shown any more', async () => {
    const { selection, show, settle } = tableOf([])
    await show([1, 2, 3])
    selection.selectAll()
    await show([7, 8])
    await settle()
    expect(selection.ids().every((id) => id >= 7)).toBe(true)
  })
})

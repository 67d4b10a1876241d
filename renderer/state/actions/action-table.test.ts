import { describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import type { Action } from './action.ts'
import { menuOf } from './action-menu.ts'
import { createActionTable } from './action-table.ts'

const action = (id: string, more: Partial<Action> = {}): Action => ({
  id,
  title: id,
  group: 'Page',
  icon: 'refresh',
  run: () => undefined,
  ...more,
})

describe('the table of actions', () => {
  it('has what is offered, as long as it is', () => {
    const table = createActionTable()
    const takeAway = table.offer(() => [action('search')])
    table.offer(() => [action('refresh')])
    expect(table.actions.value.map(({ id }) => id)).toEqual(['refresh', 'search'])
    takeAway()
    expect(table.actions.value.map(({ id }) => id)).toEqual(['refresh'])
  })

  it('lets a page take an id and a key of the window, and gives them back', () => {
    const table = createActionTable()
    table.offer(() => [
      action('refresh', { keys: ['F5', 'Ctrl+R'] }),
      action('open', { title: 'of the window' }),
    ])
    const leave = table.offer(() => [
      action('read-again', { keys: ['F5'] }),
      action('open', { title: 'of the page' }),
    ])
    expect(table.forKeys('F5')?.id).toBe('read-again')
    expect(table.find('refresh')?.keys).toEqual(['Ctrl+R'])
    expect(table.find('open')?.title).toBe('of the page')
    expect(table.actions.value).toHaveLength(3)
    leave()
    expect(table.forKeys('F5')?.id).toBe('refresh')
    expect(table.find('open')?.title).toBe('of the window')
  })

  it('says how things are now', () => {
    const table = createActionTable()
    const rows = ref(0)
    table.offer(() => [action('download', { unavailable: rows.value === 0 ? 'There are no rows.' : '' })])
    expect(table.find('download')?.unavailable).toBe('There are no rows.')
    rows.value = 3
    expect(table.find('download')?.unavailable).toBe('')
  })

  it('does not run what can’t be run, and says why until something else is done', () => {
    const table = createActionTable()
    const run = vi.fn()
    const refused = action('new', { unavailable: 'This context is read-only.', run })
    table.run(refused)
    expect(run).not.toHaveBeenCalled()
    expect(table.refused.value).toEqual(refused)
    table.run(action('other', { run }))
    expect(run).toHaveBeenCalledOnce()
    expect(table.refused.value).toBeNull()
  })
})

describe('a menu of actions', () => {
  it('shows keys as the platform writes them, and the reason in place of the detail', () => {
    const [download, refresh] = menuOf(
      [
        action('download', { detail: '12 rows', unavailable: 'There are no rows.', keys: ['Ctrl+S'] }),
        action('refresh', { detail: '12 rows', isChecked: true }),
      ],
      'darwin',
    )
    expect(download).toMatchObject({ keys: '⌘S', detail: 'There are no rows.', isDisabled: true })
    expect(refresh).toMatchObject({ detail: '12 rows', isDisabled: false, isChecked: true })
    expect(refresh).not.toHaveProperty('keys')
  })
})

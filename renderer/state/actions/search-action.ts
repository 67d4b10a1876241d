import type { Keys } from '../../ui/keyboard.ts'
import type { Action } from './action.ts'

/** What leads to the search of a page; the field shows the first. */
export const searchKeys: readonly [Keys, Keys] = ['Ctrl+F', '/']

/** Leads to the search of a page; `what` is what is searched, such as `credentials`. */
export const searchAction = (what: string, focus: () => void): Action => ({
  id: 'search',
  title: `Search ${what}`,
  group: 'Page',
  icon: 'search',
  keys: searchKeys,
  run: focus,
})

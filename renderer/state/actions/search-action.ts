import type { Keys } from '../../ui/keyboard.ts'
import type { Action } from './action.ts'

/** The keys that focus a page's search. The field displays the first. */
export const searchKeys: readonly [Keys, Keys] = ['Ctrl+F', '/']

/** Focuses the search of a page. `what` is what it searches, such as `credentials`. */
export const searchAction = (what: string, focus: () => void): Action => ({
  id: 'search',
  title: `Search ${what}`,
  group: 'Page',
  icon: 'search',
  keys: searchKeys,
  run: focus,
})

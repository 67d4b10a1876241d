import type { Action } from '../../state/actions/action.ts'
import { menuOf } from '../../state/actions/action-menu.ts'
import type { CopyForm } from '../../state/copying/table-pieces.ts'
import type { KeyPlatform } from '../../ui/keyboard.ts'
import type { MenuEntry } from '../../ui/menu-entry.ts'

/** What actions apply to: the number of rows, and what they are, such as the name of the only one. */
export interface RowsMeant {
  count: number
  detail: string
}

/** Saves and copies rows. */
interface TextDoings {
  download: () => void
  copyRows: (form: CopyForm) => void
  /** For rows that are Secrets. */
  copyNames?: () => void
}

/** The entries of _Copy_ in the selection bar. */
export const copyIds = [
  'row-copy-rows',
  'row-copy-csv',
  'row-copy-names',
  'row-copy-link',
  'row-copy-command',
]

/** An action on rows, with their common id prefix. */
export const rowAction = (
  { detail }: RowsMeant,
  id: string,
  made: Omit<Action, 'id' | 'group' | 'detail'>,
): Action => ({ ...made, ...{ id: `row-${id}`, group: 'Row', detail } })

/** The actions on rows of any table: save as CSV, and copy. */
export function textActions(about: RowsMeant, { download, copyRows, copyNames }: TextDoings): Action[] {
  const isOne = about.count === 1
  const actions = [
    rowAction(about, 'download', { title: 'Download CSV…', icon: 'download', run: download }),
    rowAction(about, 'copy-rows', {
      title: isOne ? 'Copy row' : 'Copy rows',
      icon: 'copy',
      run: () => copyRows('rows'),
    }),
    rowAction(about, 'copy-csv', { title: 'Copy as CSV', icon: 'copy', run: () => copyRows('csv') }),
  ]
  if (copyNames === undefined) return actions
  const title = isOne ? 'Copy kubectl name' : 'Copy kubectl names'
  return [...actions, rowAction(about, 'copy-names', { title, icon: 'terminal', run: copyNames })]
}

/** Actions as entries of a menu whose label already says what they apply to. */
export function entriesOf(actions: readonly Action[], platform: KeyPlatform): MenuEntry[] {
  const [first] = actions
  return menuOf(
    actions.map((action) => (action.detail === first?.detail ? { ...action, detail: '' } : action)),
    platform,
  )
}

import type { Action } from '../../state/actions/action.ts'
import { menuOf } from '../../state/actions/action-menu.ts'
import type { CopyForm } from '../../state/copying/table-pieces.ts'
import type { KeyPlatform } from '../../ui/keyboard.ts'
import type { MenuEntry } from '../../ui/menu-entry.ts'

/** What actions are about: how many rows, and what they are, such as the name of the one. */
export interface RowsMeant {
  count: number
  detail: string
}

/** What saves and copies rows. */
export interface TextDoings {
  download: () => void
  copyRows: (form: CopyForm) => void
  /** For rows that are Secrets. */
  copyNames?: () => void
}

/** What stands under _Copy_ in the bar of a selection. */
export const copyIds = [
  'row-copy-rows',
  'row-copy-csv',
  'row-copy-names',
  'row-copy-link',
  'row-copy-command',
]

/** An action on rows: its id begins as those of all of them do. */
export const rowAction = (
  { detail }: RowsMeant,
  id: string,
  made: Omit<Action, 'id' | 'group' | 'detail'>,
): Action => ({ ...made, ...{ id: `row-${id}`, group: 'Row', detail } })

/** What can be done with rows of every table: they are saved as CSV and copied. */
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

/** Actions as entries of a menu that says itself what all of them are about. */
export function entriesOf(actions: readonly Action[], platform: KeyPlatform): MenuEntry[] {
  const [first] = actions
  return menuOf(
    actions.map((action) => (action.detail === first?.detail ? { ...action, detail: '' } : action)),
    platform,
  )
}

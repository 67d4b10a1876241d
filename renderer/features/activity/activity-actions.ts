import { activityText, type ActivityRow } from './activity-columns.ts'
import { isOfCluster } from '../../../shared/activity-writes.ts'
import type { ClusterIdentity } from '../../../shared/cluster-marks.ts'
import { writeCommands } from '../../../shared/kubectl/write-commands.ts'
import { counted } from '../../../shared/number-text.ts'
import type { ShellCommand } from '../../../shared/shell-command.ts'
import { visibleStart } from '../../../shared/visible-text.ts'
import type { Action } from '../../state/actions/action.ts'
import type { CopyForm } from '../../state/copying/table-pieces.ts'
import type { PickedRows } from '../rows/picked-rows.ts'
import { rowAction, textActions } from '../rows/text-actions.ts'

/** What the actions on writes do. */
interface ActivityDoings {
  show: (row: ActivityRow) => void
  download: (rows: readonly ActivityRow[]) => void
  copyRows: (form: CopyForm, rows: readonly ActivityRow[]) => void
  copyCommand: (command: ShellCommand) => void
}

/** All actions on some writes, and why they can't be run. `here`: the open cluster. */
export function activityActions(
  about: PickedRows<ActivityRow>,
  here: ClusterIdentity | null,
  doings: ActivityDoings,
): Action[] {
  const [first] = about.picked()
  if (first === undefined) return []
  const one = about.count === 1 ? first : null
  const meant = {
    count: about.count,
    detail:
      one === null
        ? counted(about.count, 'selected change')
        : visibleStart(`${activityText(one, 'operation')} ${nameOfWrite(one)}`, 80),
  }
  const forOne = one === null ? 'One change at a time.' : ''
  const command = one === null ? null : writeCommands(one)
  return [
    rowAction(meant, 'show', {
      title: 'Show credential',
      icon: 'credential',
      unavailable: one === null ? forOne : showRefusal(one, here),
      run: () => one !== null && doings.show(one),
    }),
    ...textActions(meant, {
      download: () => doings.download(about.rows()),
      copyRows: (form) => doings.copyRows(form, about.rows()),
    }),
    rowAction(meant, 'copy-command', {
      title: 'Copy as kubectl',
      icon: 'terminal',
      unavailable: forOne || (command === null ? 'No kubectl command makes this change.' : ''),
      run: () => command !== null && doings.copyCommand(command),
    }),
  ]
}

/** Only secrets of the open cluster can be shown. */
function showRefusal({ begun }: ActivityRow, here: ClusterIdentity | null): string {
  if (begun.object.kind !== 'Secret') return `It changed a ${begun.object.kind}, not a secret.`
  if (here !== null && isOfCluster(begun, here)) return ''
  return `It’s in another cluster. Open ${visibleStart(begun.context, 60)} first.`
}

/** The name of a write: its credential, otherwise its object. */
export const nameOfWrite = ({ begun: { object } }: ActivityRow): string => object.credential || object.name

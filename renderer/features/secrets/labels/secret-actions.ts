import { namedById, type Project, type SecretRow } from '../../../../shared/credential.ts'
import { counted } from '../../../../shared/number-text.ts'
import type { ShellCommand } from '../../../../shared/shell-command.ts'
import { visibleStart } from '../../../../shared/visible-text.ts'
import { scopeText, typeWord } from '../../../../shared/wording.ts'
import type { Action } from '../../../state/actions/action.ts'
import type { CopyForm } from '../../../state/copying/table-pieces.ts'
import { firstPicked, type PickedRows } from '../../rows/picked-rows.ts'
import { rowAction, textActions, type RowsMeant } from '../../rows/text-actions.ts'
import { mostNamed, registerCommandOf, unregisterCommandOf } from './label-commands.ts'
import {
  planRegister,
  planUnregister,
  proposedType,
  reasonSentence,
  type ReasonAgainst,
} from './label-plan.ts'
import { placeIn } from '../rows/namespace-choices.ts'
import type { LabelAction } from '../rows/secret-columns.ts'

/** What the actions depend on besides the secrets. */
export interface SecretCircumstances {
  projects: readonly Project[]
  /** The namespace of cluster and department credentials. */
  clusterNamespace: string
  /** Why nothing may be changed, in a sentence. Empty if it may. */
  noChange: string
  reasonAgainst: ReasonAgainst
  /** Why no rows can be saved, in a sentence. Empty if they can. */
  noDownload: string
}

/** What the actions do. */
export interface SecretDoings {
  change: (rows: readonly SecretRow[]) => void
  create: (row: SecretRow) => void
  download: (rows: readonly SecretRow[]) => void
  copyRows: (form: CopyForm, rows: readonly SecretRow[]) => void
  copyNames: (rows: readonly SecretRow[]) => void
  copyCommand: (command: ShellCommand) => void
}

/**
 * All actions on some secrets of a table, and why they can't be run. Row menus, the selection bar and the palette share
 * them.
 */
export function secretActions(
  action: LabelAction,
  about: PickedRows<SecretRow>,
  known: SecretCircumstances,
  doings: SecretDoings,
): Action[] {
  const [first] = about.picked()
  if (first === undefined) return []
  const meant: RowsMeant = {
    count: about.count,
    detail:
      about.count === 1 ? visibleStart(first.kubernetesName, 60) : counted(about.count, 'selected secret'),
  }
  const made: Made = { action, about, known, doings, meant }
  return [
    changeAction(made),
    rowAction(meant, 'new-credential', {
      title: 'New credential from this secret…',
      icon: 'credential',
      unavailable: about.count > 1 ? 'Select one secret.' : newCredentialRefusal(first, known),
      run: () => doings.create(first),
    }),
    ...textActions(meant, {
      download: () => doings.download(about.rows()),
      copyRows: (form) => doings.copyRows(form, about.rows()),
      copyNames: () => doings.copyNames(about.rows()),
    }).map((each) => (each.id === 'row-download' ? { ...each, unavailable: known.noDownload } : each)),
    commandAction(made),
  ]
}

interface Made {
  action: LabelAction
  about: PickedRows<SecretRow>
  known: SecretCircumstances
  doings: SecretDoings
  meant: RowsMeant
}

/** Registers or unregisters them. If only some can't be, the dialog says so before anything is done. */
function changeAction({ action, about, known, doings, meant }: Made): Action {
  const some = firstPicked(about)
  const { taken, leftOut } =
    action === 'register'
      ? planRegister(some, null, known.reasonAgainst)
      : planUnregister(some, known.reasonAgainst)
  const isLocked = some.every(({ namespace }) => known.reasonAgainst(namespace) !== '')
  const unfit = taken.length > 0 ? '' : reasonSentence(leftOut[0]?.reason ?? '')
  const icon = action === 'register' ? 'plus' : 'minus'
  return rowAction(meant, 'change', {
    title: action === 'register' ? 'Register…' : 'Unregister…',
    icon: isLocked || known.noChange !== '' ? 'secret' : icon,
    unavailable: known.noChange || unfit,
    run: () => doings.change(about.rows()),
  })
}

/** Copies the equivalent command, if it is known. */
function commandAction({ action, about, known, doings, meant }: Made): Action {
  const { command, text } = commandOf(action, about, known)
  return {
    ...rowAction(meant, 'copy-command', {
      title: 'Copy as kubectl',
      icon: 'terminal',
      unavailable: command === null ? text : '',
      run: () => command !== null && doings.copyCommand(command),
    }),
    ...(command === null ? {} : { detail: text }),
  }
}

/** The command, `null` if it is unknown, and what it would do or why it is missing. */
function commandOf(
  action: LabelAction,
  about: PickedRows<SecretRow>,
  known: SecretCircumstances,
): { command: ShellCommand | null; text: string } {
  if (about.count > mostNamed) return { command: null, text: `Select at most ${mostNamed}.` }
  const secrets = [...about.picked()]
  if (action === 'unregister') return { command: unregisterCommandOf(secrets), text: 'Removes the labels' }
  const type = proposedType(secrets)
  const [first] = secrets
  if (type === null || first === undefined)
    return { command: null, text: 'Choose the type in Register… first.' }
  const place = placeIn(first.namespace, known, null)
  const text = `${scopeText(namedById(place.scope))}, ${typeWord(type)}`
  return { command: registerCommandOf(place, type, secrets), text }
}

/** Why no credential can be created from a secret. Empty if one can. */
function newCredentialRefusal(
  secret: SecretRow,
  { noChange, reasonAgainst }: Pick<SecretCircumstances, 'noChange' | 'reasonAgainst'>,
): string {
  if (noChange !== '') return noChange
  if (secret.scope === undefined || secret.type === undefined) return 'Register it first.'
  if (secret.type === null) return 'Its type is unknown.'
  if (secret.deleting) return 'It’s being deleted.'
  return reasonSentence(reasonAgainst(secret.namespace))
}

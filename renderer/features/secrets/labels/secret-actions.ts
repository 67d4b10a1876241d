import { namedById, type Project } from '../../../../shared/credential.ts'
import type { ShellCommand } from '../../../../shared/shell-command.ts'
import { scopeText, typeWord } from '../../../../shared/wording.ts'
import type { MenuEntry } from '../../../ui/menu-entry.ts'
import { mostNamed, registerCommandOf, unregisterCommandOf } from './label-commands.ts'
import {
  planRegister,
  planUnregister,
  proposedType,
  reasonSentence,
  type ReasonAgainst,
} from './label-plan.ts'
import { placeIn } from '../rows/namespace-choices.ts'
import type { LabelAction, SecretRow } from '../rows/secret-row.ts'

interface Known {
  projects: readonly Project[]
  /** The namespace of the cluster's and the departments' credentials. */
  clusterNamespace: string
  reasonAgainst: ReasonAgainst
}

/** What can be done with some secrets of a table. */
export interface SecretActions {
  icon: 'plus' | 'minus'
  /** Why none of them can be registered or unregistered; empty if some can. */
  reason: string
  /** None of them may be changed by this user. */
  isLocked: boolean
  /** The command that does it, `null` if it can't be told; what it would do, or why not. */
  command: ShellCommand | null
  about: string
}

export function secretActions(
  action: LabelAction,
  secrets: readonly SecretRow[],
  known: Known,
): SecretActions {
  const { taken, leftOut } =
    action === 'register'
      ? planRegister(secrets, null, known.reasonAgainst)
      : planUnregister(secrets, known.reasonAgainst)
  return {
    icon: action === 'register' ? 'plus' : 'minus',
    reason: taken.length > 0 ? '' : reasonSentence(leftOut[0]?.reason ?? ''),
    isLocked: secrets.length > 0 && secrets.every(({ namespace }) => known.reasonAgainst(namespace) !== ''),
    ...commandOf(action, secrets, known),
  }
}

function commandOf(
  action: LabelAction,
  secrets: readonly SecretRow[],
  known: Known,
): Pick<SecretActions, 'command' | 'about'> {
  if (secrets.length > mostNamed) return { command: null, about: `Select at most ${mostNamed}.` }
  if (action === 'unregister') return { command: unregisterCommandOf(secrets), about: 'Removes the labels' }
  const type = proposedType(secrets)
  const [first] = secrets
  if (type === null || first === undefined)
    return { command: null, about: 'Choose the type in Register… first.' }
  const place = placeIn(first.namespace, known, null)
  const about = `${scopeText(namedById(place.scope))}, ${typeWord(type)}`
  return { command: registerCommandOf(place, type, secrets), about }
}

/** Why no credential can be made of them; empty where one can. `noChange`: why nothing may be changed. */
export function newCredentialRefusal(
  secrets: readonly SecretRow[],
  { noChange, reasonAgainst }: { noChange: string; reasonAgainst: ReasonAgainst },
): string {
  const [secret, ...others] = secrets
  if (secret === undefined || others.length > 0) return 'Select one secret.'
  if (noChange !== '') return noChange
  if (secret.scope === undefined || secret.type === undefined) return 'Register it first.'
  if (secret.type === null) return 'Its type is unknown.'
  if (secret.deleting) return 'It’s being deleted.'
  return reasonSentence(reasonAgainst(secret.namespace))
}

/** What changes them, as an entry of a menu or a button. */
export function changeEntry(action: LabelAction, { icon, reason, isLocked }: SecretActions): MenuEntry {
  return {
    id: 'change',
    icon: isLocked ? 'secret' : icon,
    label: action === 'register' ? 'Register…' : 'Unregister…',
    detail: reason,
    isDisabled: reason !== '',
  }
}

/** What makes a credential of one. */
export const newCredentialEntry = (reason: string): MenuEntry => ({
  ...{ id: 'new-credential', icon: 'credential', label: 'New credential from this secret…' },
  ...{ detail: reason, isDisabled: reason !== '' },
})

/** What can be copied of them. */
export function copyEntries(count: number, { command, about }: SecretActions): MenuEntry[] {
  return [
    { id: 'copy-rows', icon: 'copy', label: count > 1 ? 'Copy rows' : 'Copy row' },
    { id: 'copy-csv', icon: 'copy', label: 'Copy as CSV' },
    { id: 'copy-names', icon: 'terminal', label: count > 1 ? 'Copy kubectl names' : 'Copy kubectl name' },
    {
      id: 'copy-command',
      icon: 'terminal',
      label: 'Copy as kubectl',
      detail: about,
      isDisabled: command === null,
    },
  ]
}

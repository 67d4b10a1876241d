import type { ScopedNamespace } from '../../../../shared/contract/wizard.ts'
import type { UnusedSecret } from '../../../../shared/credential.ts'
import type { Failure } from '../../../../shared/failure.ts'
import { sortText, textTest } from '../../../../shared/search-text.ts'
import type { CredentialType, FormatId } from '../../../../shared/credential-types/credential-types.ts'
import { secretTypeReason } from '../../../../shared/failure-text/incompatibility-text.ts'
import { clockText } from '../../../../shared/age.ts'
import { counted } from '../../../../shared/number-text.ts'

/** One secret in the list of existing ones. */
export interface SecretChoice {
  uid: string
  name: string
  namespace: string
  createdAt: string
  /** Its Secret type, and its namespace if it isn't the scope's. */
  detail: string
  /** Why it can't be chosen. Empty if it can. */
  reason: string
  /** Someone claimed it, or it was deleted: it stays in the list until that was seen. */
  isLost: boolean
}

/** A secret that was in the list but can't be chosen anymore. */
export interface LostSecret {
  row: UnusedSecret
  reason: string
}

interface Offered {
  rows: readonly UnusedSecret[]
  lost: ReadonlyMap<string, LostSecret>
  place: ScopedNamespace
  type: CredentialType
  format: FormatId | null
  /** Why the user can't use existing secrets of a namespace. Empty if they can. */
  refusalIn: (namespace: string) => string
}

const olderForm = 'kubernetes.io/dockercfg'

function detailOf(row: UnusedSecret, place: ScopedNamespace): string {
  const type = row.secretType === olderForm ? `${olderForm}, the older form` : row.secretType
  return row.namespace === place.namespace ? type : `${row.namespace}, ${type}`
}

/** The secrets of a scope as offered: by name, unsuitable ones with the reason. */
export function choicesOf({ rows, lost, place, type, format, refusalIn }: Offered): SecretChoice[] {
  const live = rows.filter((row) => !lost.has(row.uid))
  const all = [...live, ...[...lost.values()].map(({ row }) => row)]
  return all
    .map((row) => ({ row, by: sortText(row.kubernetesName) + row.uid }))
    .sort((a, b) => (a.by < b.by ? -1 : 1))
    .map(({ row }) => {
      const gone = lost.get(row.uid)?.reason ?? ''
      const reasons = [
        gone,
        row.deleting ? 'It’s being deleted' : '',
        secretTypeReason(row.secretType, type, format),
        refusalIn(row.namespace),
      ]
      return {
        uid: row.uid,
        name: row.kubernetesName,
        namespace: row.namespace,
        createdAt: row.createdAt,
        detail: detailOf(row, place),
        reason: reasons.find((reason) => reason !== '') ?? '',
        isLost: gone !== '',
      }
    })
}

/** The choices that match a search by name, namespace or type. */
export function searchChoices(choices: readonly SecretChoice[], search: string): SecretChoice[] {
  const isFound = textTest(search)
  return choices.filter(({ name, namespace, detail }) => isFound(`${name}\n${namespace}\n${detail}`))
}

/** The next selectable secret after one that isn't, wrapping around. `null` for none. */
export function nextChoice(choices: readonly SecretChoice[], uid: string): SecretChoice | null {
  const at = choices.findIndex((choice) => choice.uid === uid)
  const round = [...choices.slice(at + 1), ...choices.slice(0, at + 1)]
  return round.find((choice) => choice.reason === '') ?? null
}

const scopeWords = { cluster: 'the cluster', department: 'this department', project: 'this project' }

/** How many there are, and how many are suitable. */
export function choicesText(choices: readonly SecretChoice[], place: ScopedNamespace): string {
  const live = choices.filter((choice) => !choice.isLost)
  const able = live.filter((choice) => choice.reason === '').length
  const where = place.scope.kind === 'cluster' ? 'of the cluster' : `in ${scopeWords[place.scope.kind]}`
  return `${counted(live.length, 'unused secret')} ${where}, ${able === 0 ? 'none is' : counted(able, 'is', 'are')} suitable.`
}

/** What happened to a secret, for its list entry, according to a failure. Empty if the failure doesn't say. */
export function lostReason(failure: Failure): string {
  switch (failure.code) {
    case 'secret-taken':
      if (failure.by === '') return 'Taken'
      return `Taken by ${failure.by}${failure.at === '' ? '' : `, ${clockText(failure.at, true)}`}`
    case 'secret-gone':
      return 'Deleted'
    case 'secret-copied':
      return 'A copy'
    case 'secret-not-understood':
      return 'Unknown registration'
    case 'secret-not-registered':
      return 'No longer registered here'
    default:
      return ''
  }
}

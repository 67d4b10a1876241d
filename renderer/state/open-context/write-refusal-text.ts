import type { Right, Rights } from '../../../shared/contract/wizard.ts'
import { sentence } from '../../../shared/failure-text/failure-wording.ts'

/** Where the secret of a credential comes from. */
export type Source = 'new' | 'existing'

type Verb = 'create' | 'patch' | 'get'
const needed: Readonly<Record<Source, readonly Verb[]>> = { new: ['create'], existing: ['patch', 'get'] }

/** Which permissions are missing in a namespace, and what to ask for. */
export function missingVerbsText(namespace: string, verbs: readonly (Verb | 'delete')[]): string {
  const missing = verbs.join(' or ')
  return `You can’t ${missing} secrets in ${namespace}. Ask your administrator for the verb ${missing} on secrets.`
}

function refusal(rights: Rights, verbs: readonly Verb[]): string {
  const reason = verbs.map((verb): Right => rights[verb]).find((right) => right.reason !== '')?.reason ?? ''
  const said = reason === '' ? '' : ` ${sentence(reason)}`
  return `${missingVerbsText(rights.namespace, verbs)}${said}`
}

/** Why secrets from one source can't be used in a namespace. Empty if they can, or if it is unknown. */
export function sourceRefusal(rights: Rights | null, source: Source): string {
  if (rights === null) return ''
  const missing = needed[source].filter((verb) => !rights[verb].allowed)
  return missing.length === 0 ? '' : refusal(rights, missing)
}

/** Why nothing can be created in a namespace. Empty if one of the two sources can be used, or if it is unknown. */
export function scopeRefusal(rights: Rights | null): string {
  if (rights === null) return ''
  const isRefused = (source: Source) => sourceRefusal(rights, source) !== ''
  if (!isRefused('new') || !isRefused('existing')) return ''
  return refusal(rights, rights.patch.allowed ? ['create', 'get'] : ['create', 'patch'])
}

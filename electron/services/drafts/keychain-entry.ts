import * as z from 'zod/mini'
import type { DraftKey } from '../../../shared/contract/drafts.ts'
import type { ScopedNamespace } from '../../../shared/contract/wizard.ts'

/** The values of a draft, and until when they may be kept in milliseconds since 1970. */
const KeptText = z.object({ values: z.record(z.string(), z.string()), expiresAt: z.number() })
export type KeptEntry = z.output<typeof KeptText>

/**
 * The account of an entry, so that its values are offered for nothing else. For a new credential: context, type and
 * scope. For a rotation: the secret with its uid, in a form that a new credential never has.
 */
export function accountOf({ context, type, rotated }: DraftKey, place: ScopedNamespace | null): string {
  if (rotated !== undefined)
    return JSON.stringify([[context, type], rotated.namespace, rotated.name, rotated.uid])
  return JSON.stringify(place === null ? [context, type] : [context, type, place.scope.kind, place.scope.id])
}

/** Whether an entry belongs to this draft, in any scope. */
export function isAccountOf(key: DraftKey, account: string): boolean {
  if (key.rotated !== undefined) return account === accountOf(key, null)
  const { context, type } = key
  const start = JSON.stringify([context, type]).slice(0, -1)
  return account === `${start}]` || account.startsWith(`${start},`)
}

export const entryTextOf = (kept: KeptEntry): string => JSON.stringify(kept)

/** Reads the content of an entry. `null` if we didn't write it. */
export function readEntryText(text: string): KeptEntry | null {
  try {
    return KeptText.parse(JSON.parse(text))
  } catch {
    return null
  }
}

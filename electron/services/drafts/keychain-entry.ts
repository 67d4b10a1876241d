import * as z from 'zod/mini'
import type { DraftKey } from '../../../shared/contract/drafts.ts'
import type { ScopedNamespace } from '../../../shared/contract/wizard.ts'

/** The values of one draft and how long they may be kept, in milliseconds since 1970. */
const KeptText = z.object({ values: z.record(z.string(), z.string()), expiresAt: z.number() })
export type KeptEntry = z.output<typeof KeptText>

/**
 * What names an entry, so that values are offered for nothing else: context, type and scope of a new credential; of one
 * that is rotated its secret, with the uid, in a form that no new one has.
 */
export function accountOf({ context, type, rotated }: DraftKey, place: ScopedNamespace | null): string {
  if (rotated !== undefined)
    return JSON.stringify([[context, type], rotated.namespace, rotated.name, rotated.uid])
  return JSON.stringify(place === null ? [context, type] : [context, type, place.scope.kind, place.scope.id])
}

/** Whether an entry is of this draft, whatever its scope. */
export function isAccountOf(key: DraftKey, account: string): boolean {
  if (key.rotated !== undefined) return account === accountOf(key, null)
  const { context, type } = key
  const start = JSON.stringify([context, type]).slice(0, -1)
  return account === `${start}]` || account.startsWith(`${start},`)
}

export const entryTextOf = (kept: KeptEntry): string => JSON.stringify(kept)

/** What an entry holds; `null` if it is nothing of ours. */
export function readEntryText(text: string): KeptEntry | null {
  try {
    return KeptText.parse(JSON.parse(text))
  } catch {
    return null
  }
}

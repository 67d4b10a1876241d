import * as z from 'zod/mini'
import { createHash } from 'node:crypto'
import { clusterText, type ClusterIdentity } from '../../../shared/cluster-marks.ts'
import type { DraftKey } from '../../../shared/contract/drafts.ts'
import type { ScopedNamespace } from '../../../shared/contract/wizard.ts'

/** The values of a draft, and until when they may be kept in milliseconds since 1970. */
const KeptText = z.object({ values: z.record(z.string(), z.string()), expiresAt: z.number() })
export type KeptEntry = z.output<typeof KeptText>

/** What a draft is for, with the cluster of its context (`draftCluster`). `undefined` while unknown. */
export interface PlacedKey extends DraftKey {
  cluster?: string | undefined
}

/**
 * Distinguishes clusters with the same context name: a short hash, since accounts of the Windows keychain are short.
 */
export const draftCluster = (place: ClusterIdentity): string =>
  createHash('sha256').update(clusterText(place)).digest('base64url').slice(0, 16)

const contextOf = ({ context, cluster }: PlacedKey): string =>
  cluster === undefined ? context : `${context} ${cluster}`

/**
 * The account of an entry, so that its values are offered for nothing else. For a new credential: context with its
 * cluster, type and scope. For a rotation: the secret with its uid, in a form that a new credential never has.
 */
export function accountOf(key: PlacedKey, place: ScopedNamespace | null): string {
  const { type, rotated } = key
  const context = contextOf(key)
  if (rotated !== undefined)
    return JSON.stringify([[context, type], rotated.namespace, rotated.name, rotated.uid])
  return JSON.stringify(place === null ? [context, type] : [context, type, place.scope.kind, place.scope.id])
}

/** Whether an entry belongs to this draft, in any scope. */
export function isAccountOf(key: PlacedKey, account: string): boolean {
  if (key.rotated !== undefined) return account === accountOf(key, null)
  const start = JSON.stringify([contextOf(key), key.type]).slice(0, -1)
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

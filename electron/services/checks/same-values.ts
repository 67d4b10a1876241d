import { createHmac, randomBytes } from 'node:crypto'
import type { SecretFinding } from '../../../shared/checks.ts'
import type { HeldValue } from './check-secret.ts'
import { mostPlaces } from './plain-sight.ts'

/** The first places of the others. A value may be in every secret of a cluster. */
function firstOthers(inOrder: readonly Holder[], uid: string): string[] {
  const places: string[] = []
  for (const each of inOrder) {
    if (places.length === mostPlaces) break
    if (each.uid !== uid) places.push(each.place)
  }
  return places
}

interface Holder {
  uid: string
  /** `namespace/name, key`. */
  place: string
  key: string
}

/**
 * Finds secrets of one check that hold the same value. Compares keyed hashes; the key is dropped with the check, so
 * that nobody can look up a value by its hash later.
 */
export function createSameValues() {
  const checkKey = randomBytes(32)
  const holders = new Map<string, Holder[]>()
  return {
    add(secret: { uid: string; namespace: string; name: string }, values: readonly HeldValue[]): void {
      for (const { key, text } of values) {
        const hash = createHmac('sha256', checkKey).update(text).digest('base64')
        const found = holders.get(hash) ?? []
        found.push({ uid: secret.uid, key, place: `${secret.namespace}/${secret.name}, ${key}` })
        holders.set(hash, found)
      }
    },
    /** Returns findings for each secret that shares a value with another one, by uid. */
    findings(): Map<string, SecretFinding[]> {
      const findings = new Map<string, SecretFinding[]>()
      for (const sharing of holders.values()) {
        const own = new Map<string, number>()
        for (const { uid } of sharing) own.set(uid, (own.get(uid) ?? 0) + 1)
        if (own.size < 2) continue
        const inOrder = sharing.toSorted((a, b) => (a.place < b.place ? -1 : 1))
        for (const { uid, key } of sharing) {
          const others = { count: sharing.length - (own.get(uid) ?? 0), some: firstOthers(inOrder, uid) }
          findings.set(uid, [...(findings.get(uid) ?? []), { code: 'same-value', key, others }])
        }
      }
      return findings
    },
  }
}

import type { Clock } from '../../base/clock.ts'
import type { KubeRow } from '../core/kube-row.ts'
import { isNewer } from './resource-version.ts'
import type { RowEvent } from './watch-rows.ts'

interface RowStoreDeps {
  onRows: (rows: KubeRow[], about: { listing: boolean }) => void
  onRemoved: (uids: string[]) => void
  clock: Clock
}

/** The reported rows of a list, so that only differences are reported. */
export interface RowStore {
  count: () => number
  /** Begins a list, which may run alongside a watch. */
  startList: (isFirst: boolean) => ListTaker
  /** Takes events of a watch; they are reported in batches a moment later. */
  take: (events: RowEvent[]) => void
  stop: () => void
}

interface ListTaker {
  take: (rows: KubeRow[], pass: number) => void
  /** The list is complete as of this version: reports removed rows. */
  finish: (resourceVersion: string) => void
  /** The list has ended, complete or not. */
  end: () => void
}

/** How long changes are collected into one call, in milliseconds. */
const batchMilliseconds = 40

/**
 * Keeps the uid and version of every reported row. A list is always right, whatever its versions: a store restored from
 * a backup goes back to older ones. Versions only order the events of one watch, and a list against the events of a
 * watch during it.
 */
export function createRowStore({ onRows, onRemoved, clock }: RowStoreDeps): RowStore {
  const versions = new Map<string, string>()
  const changed = new Map<string, KubeRow>()
  const gone = new Set<string>()
  /** For each running list, what a watch reported meanwhile: versions by uid, `null` for deletions. */
  const toldMeanwhile = new Set<Map<string, string | null>>()
  let cancelFlush: (() => void) | null = null

  const flush = () => {
    cancelFlush = null
    const uids = [...gone]
    const rows = [...changed.values()]
    gone.clear()
    changed.clear()
    if (uids.length > 0) onRemoved(uids)
    if (rows.length > 0) onRows(rows, { listing: false })
  }
  const flushSoon = () => {
    cancelFlush ??= clock.after(batchMilliseconds, flush)
  }
  const takeChange = (row: KubeRow) => {
    const known = versions.get(row.uid)
    if (known !== undefined && !isNewer(row.resourceVersion, known)) return
    for (const told of toldMeanwhile) told.set(row.uid, row.resourceVersion)
    versions.set(row.uid, row.resourceVersion)
    gone.delete(row.uid)
    changed.set(row.uid, row)
  }
  const takeDeletion = ({ uid }: KubeRow) => {
    for (const told of toldMeanwhile) told.set(uid, null)
    changed.delete(uid)
    if (versions.delete(uid)) gone.add(uid)
  }

  return {
    count: () => versions.size,
    startList: (isFirst) => {
      const meanwhile = new Map<string, string | null>()
      toldMeanwhile.add(meanwhile)
      let seen = new Set<string>()
      let seenPass = 0
      const isToTell = ({ uid, resourceVersion }: KubeRow) => {
        seen.add(uid)
        const byWatch = meanwhile.get(uid)
        if (byWatch === null) return false
        if (byWatch !== undefined && !isNewer(resourceVersion, byWatch)) return false
        if (versions.get(uid) === resourceVersion) return false
        versions.set(uid, resourceVersion)
        changed.delete(uid)
        gone.delete(uid)
        return true
      }
      return {
        take: (rows, pass) => {
          if (pass !== seenPass) seen = new Set()
          seenPass = pass
          const told = rows.filter(isToTell)
          if (told.length > 0) onRows(told, { listing: isFirst })
        },
        finish: (listVersion) => {
          // The usual case: the list contains exactly the known rows.
          if (meanwhile.size === 0 && seen.size === versions.size) return
          const removed: string[] = []
          for (const uid of versions.keys()) {
            if (seen.has(uid)) continue
            const byWatch = meanwhile.get(uid)
            if (typeof byWatch === 'string' && isNewer(byWatch, listVersion)) continue
            versions.delete(uid)
            changed.delete(uid)
            removed.push(uid)
          }
          if (removed.length > 0) onRemoved(removed)
        },
        end: () => void toldMeanwhile.delete(meanwhile),
      }
    },
    take: (events) => {
      for (const event of events) {
        if (event.type === 'bookmark') continue
        if (event.type === 'deleted') takeDeletion(event.row)
        else takeChange(event.row)
      }
      if (changed.size > 0 || gone.size > 0) flushSoon()
    },
    stop: () => cancelFlush?.(),
  }
}

import { computed, shallowRef, watch } from 'vue'

/** The ticked rows of a table as its grid needs them: by uid, and only ever rows that are shown. */
export interface GridSelection {
  readonly uids: ReadonlySet<string>
  /** How many of the shown rows are ticked. */
  readonly extent: 'none' | 'some' | 'all'
  toggle: (uid: string) => void
  /** Gives every row up to this one the state of the row where the range began: the last one toggled, else `from`. */
  extend: (from: string, to: string) => void
  /** The next range begins anew. */
  endRange: () => void
  selectAll: () => void
  clear: () => void
}

type Uids = ReadonlySet<string>

/**
 * Keeps which of the shown rows are ticked. A row that is not shown any more is not ticked any more: nothing is ever
 * done to what can't be seen. `rows` are the ticked ones in the table's order.
 */
export function createGridSelection<T extends { uid: string }>(
  shown: () => readonly T[],
): GridSelection & { readonly rows: readonly T[] } {
  const uids = shallowRef<Uids>(new Set())
  const rows = computed(() => (uids.value.size === 0 ? [] : shown().filter(({ uid }) => uids.value.has(uid))))
  let range: { uid: string; isTicked: boolean; before: Uids } | null = null

  function onlyShown(found: Uids): Uids {
    if (found.size === 0) return found
    return new Set(
      shown()
        .map(({ uid }) => uid)
        .filter((uid) => found.has(uid)),
    )
  }

  watch(
    shown,
    () => {
      if (range !== null) range = { ...range, before: onlyShown(range.before) }
      const kept = onlyShown(uids.value)
      if (kept.size < uids.value.size) uids.value = kept
    },
    { flush: 'sync' },
  )

  const indexOf = (uid: string) => shown().findIndex((row) => row.uid === uid)

  function toggle(uid: string): void {
    const next = new Set(uids.value)
    const isTicked = !next.delete(uid)
    if (isTicked) next.add(uid)
    uids.value = next
    range = { uid, isTicked, before: next }
  }

  function extend(from: string, to: string): void {
    if (range === null || indexOf(range.uid) < 0) range = { uid: from, isTicked: true, before: uids.value }
    const [start, end] = [indexOf(range.uid), indexOf(to)]
    if (start < 0 || end < 0) return
    const next = new Set(range.before)
    for (const { uid } of shown().slice(Math.min(start, end), Math.max(start, end) + 1)) {
      if (range.isTicked) next.add(uid)
      else next.delete(uid)
    }
    uids.value = next
  }

  function setAll(next: Uids): void {
    range = null
    uids.value = next
  }

  return {
    get uids() {
      return uids.value
    },
    get rows() {
      return rows.value
    },
    get extent() {
      if (uids.value.size === 0) return 'none'
      return uids.value.size < shown().length ? 'some' : 'all'
    },
    toggle,
    extend,
    endRange: () => void (range = null),
    selectAll: () => setAll(new Set(shown().map(({ uid }) => uid))),
    clear: () => setAll(new Set()),
  }
}

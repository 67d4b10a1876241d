import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { isSet } from '../../../shared/rows/filters.ts'
import type { ShownBy } from './filter-verbs.ts'

/** Milliseconds after the last letter of a search until it is saved. */
const keptAfter = 400

/** Debounces: calls back a moment after the last of many calls. */
export function afterTyping(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(run, keptAfter)
  }
}

interface Deps<S> {
  /** The open context. Empty for none. */
  context: () => string
  usual: () => S
  /** The stored state of a context. `null` for none. */
  read: (context: string) => S | null
  /** Stores it. `null`: the default state. */
  write: (context: string, shown: S | null) => void
  later?: typeof afterTyping
}

/** Search, filters and sort order of a table of the open context. Stored per context, and restored after a restart. */
export function createKeptShown<S extends { search: string }>(
  deps: Deps<S>,
): {
  shown: ComputedRef<S>
  setShown: (part: Partial<S>) => void
} {
  const { context, usual, read, write } = deps
  const shown: ShallowRef<S> = shallowRef(usual())
  /** The last change, and its context. */
  let last = { of: '', shown: shown.value }
  function keep(): void {
    if (last.of === '') return
    const isUsual = JSON.stringify(last.shown) === JSON.stringify(usual())
    write(last.of, isUsual ? null : last.shown)
  }
  const keepLater = (deps.later ?? afterTyping)(keep)
  watch(context, (next) => void (shown.value = read(next) ?? usual()), { immediate: true, flush: 'sync' })
  return {
    shown: computed(() => shown.value),
    setShown(part) {
      shown.value = { ...shown.value, ...part }
      last = { of: context(), shown: shown.value }
      // A search is typed letter by letter.
      if (part.search === undefined) keep()
      else keepLater()
    },
  }
}

/** A stored state, without filters and columns that this version doesn't know. */
export function knownShownBy<F extends string, C extends string>(
  { search, filters, sort }: ShownBy<string, string>,
  { fields, columns, usual }: { fields: readonly F[]; columns: readonly C[]; usual: () => ShownBy<F, C> },
): ShownBy<F, C> {
  const known = filters.flatMap((filter) => {
    const field = fields.find((id) => id === filter.field)
    return field === undefined ? [] : [{ ...filter, field }]
  })
  const column = columns.find((id) => id === sort.column)
  return {
    search,
    filters: known.filter(isSet),
    sort: column === undefined ? usual().sort : { column, descending: sort.descending },
  }
}

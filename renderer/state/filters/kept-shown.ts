import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { debounce } from '../../../shared/debounce.ts'
import { isSet } from '../../../shared/rows/filters.ts'
import { onPageEnd } from '../../ui/page-end.ts'
import type { ShownBy } from './filter-verbs.ts'

/** Milliseconds after the last letter of a search until it is saved. */
const keptAfter = 400

/** Saves a search a moment after its last letter, or when the page ends before that. */
export function afterTyping(save: () => void): Pick<ReturnType<typeof debounce>, 'ask' | 'flush'> {
  const saving = debounce(keptAfter, save)
  onPageEnd(saving.flush)
  return saving
}

interface Deps<S> {
  /** The open context. Empty for none. */
  context: () => string
  usual: () => S
  /** The stored state of a context. `null` for none. */
  read: (context: string) => S | null
  /** Stores it. `null`: the default state. */
  write: (context: string, shown: S | null) => void
  afterTyping?: typeof afterTyping
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
  /** The context of what is shown. */
  let of = ''
  function keep(): void {
    if (of === '') return
    const isUsual = JSON.stringify(shown.value) === JSON.stringify(usual())
    write(of, isUsual ? null : shown.value)
  }
  const typed = (deps.afterTyping ?? afterTyping)(keep)
  function restore(next: string): void {
    typed.flush()
    of = next
    shown.value = read(next) ?? usual()
  }
  watch(context, restore, { immediate: true, flush: 'sync' })
  return {
    shown: computed(() => shown.value),
    setShown(part) {
      shown.value = { ...shown.value, ...part }
      // A search is typed letter by letter.
      if (part.search === undefined) keep()
      else typed.ask()
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

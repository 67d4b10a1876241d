import { computed, shallowRef, watch } from 'vue'
import { defaultColumns, type ColumnId } from '../../../shared/columns.ts'
import {
  mostContextViews,
  mostSavedViews,
  type ContextView,
  type SavedView,
} from '../../../shared/contract/views.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { afterTyping } from '../filters/kept-shown.ts'
import { freeName, tidyName } from './saved-views.ts'
import {
  goneParts,
  isSameView,
  knownColumns,
  knownShown,
  knownView,
  usualShown,
  type Shown,
  type ShownView,
} from './view-parts.ts'

interface Deps {
  settings: () => Settings
  change: (part: Pick<Partial<Settings>, 'columns' | 'savedViews' | 'contextViews'>) => void
  /** The open context. Empty for none. */
  context: () => string
  newId: () => string
  afterTyping: typeof afterTyping
}

/** A shown view, with unsaved changes. */
interface OpenView {
  id: string
  shown: ShownView
}

/**
 * Search, filters and sort order of a context's list, without a view or in a saved one. Stored in the settings per
 * context, and restored after a restart.
 */
export function createViewState(deps: Deps) {
  const { settings, change, context } = deps
  /** The context of what is shown. */
  let of = ''
  const base = shallowRef<Shown>(usualShown())
  const open = shallowRef<OpenView | null>(null)

  const views = computed(() => settings().savedViews)
  const saved = computed(() => views.value.find(({ id }) => id === open.value?.id) ?? null)
  const shown = computed<ShownView>(
    () => open.value?.shown ?? { ...base.value, columns: knownColumns(settings().columns ?? defaultColumns) },
  )

  function keep(): void {
    if (of === '') return
    const others = settings().contextViews.filter((each) => each.context !== of)
    const { id, shown: under } = open.value ?? {}
    const view = id === undefined || under === undefined ? null : { id, ...under }
    const isUsual = view === null && JSON.stringify(base.value) === JSON.stringify(usualShown())
    const own: ContextView[] = isUsual ? [] : [{ context: of, ...base.value, view }]
    const next = [...own, ...others].slice(0, mostContextViews)
    if (JSON.stringify(next) !== JSON.stringify(settings().contextViews)) change({ contextViews: next })
  }
  const typed = deps.afterTyping(keep)

  function setShown(part: Partial<Shown>): void {
    const { value } = open
    if (value === null) base.value = { ...base.value, ...part }
    else open.value = { ...value, shown: { ...value.shown, ...part } }
    // A search is typed letter by letter.
    if (part.search === undefined) keep()
    else typed.ask()
  }

  function setColumns(columns: ColumnId[] | null): void {
    const { value } = open
    if (value === null) {
      change({ columns })
      return
    }
    const next = columns ?? saved.value?.columns ?? defaultColumns
    open.value = { ...value, shown: { ...value.shown, columns: knownColumns(next) } }
    keep()
  }

  function restore(next: string): void {
    typed.flush()
    of = next
    const kept = settings().contextViews.find((each) => each.context === next)
    base.value = kept === undefined ? usualShown() : knownShown(kept)
    const under = kept?.view ?? null
    const isThere = views.value.some(({ id }) => id === under?.id)
    open.value = under !== null && isThere ? { id: under.id, shown: knownView(under) } : null
  }
  watch(context, restore, { immediate: true, flush: 'sync' })

  function setOpen(next: OpenView | null): void {
    open.value = next
    keep()
  }
  const openSaved = (view: SavedView) => setOpen({ id: view.id, shown: knownView(view) })

  function add(name: string, parts: ShownView | Omit<SavedView, 'id' | 'name'>): SavedView | null {
    if (views.value.length >= mostSavedViews) return null
    const { search, filters, columns, sort } = parts
    const view: SavedView = {
      ...{ id: deps.newId(), name: freeName(views.value, name) },
      ...{ search, filters: [...filters], columns: [...columns], sort },
    }
    change({ savedViews: [...views.value, view] })
    openSaved(view)
    return view
  }

  const replace = (id: string, part: Partial<SavedView>) =>
    change({ savedViews: views.value.map((view) => (view.id === id ? { ...view, ...part } : view)) })

  return {
    shown,
    setShown,
    setColumns,
    /** The saved views, and operations on them. */
    saved: {
      views,
      isViewsFull: computed(() => views.value.length >= mostSavedViews),
      /** The shown saved view. `null` for none. */
      savedView: saved,
      /** Whether it has unsaved changes. */
      isViewChanged: computed(() => saved.value !== null && !isSameView(knownView(saved.value), shown.value)),
      /** Missing parts of the shown view. */
      goneParts: computed(() =>
        saved.value === null ? { columns: [], filters: [] } : goneParts(saved.value),
      ),
      openView: openSaved,
      /** Shows the list without a view, as it was before one was opened. */
      leaveView: () => setOpen(null),
      /** Saves the current state as a new view, and shows it as that. */
      saveView: (name: string) => add(name, shown.value),
      addView: add,
      /** Saves the current state to the shown view. */
      updateView(): void {
        const { value } = saved
        if (value !== null) replace(value.id, shown.value)
      },
      /** Discards unsaved changes of the view. */
      revertView(): void {
        if (saved.value !== null) openSaved(saved.value)
      },
      renameView: (id: string, name: string) => replace(id, { name: tidyName(name) }),
      removeView(id: string): void {
        if (open.value?.id === id) setOpen(null)
        change({ savedViews: views.value.filter((view) => view.id !== id) })
      },
    },
  }
}

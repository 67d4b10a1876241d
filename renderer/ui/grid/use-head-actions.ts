import { nextTick, ref, shallowRef } from 'vue'
import { moved } from '../column-order.ts'
import { isMenuKey } from '../menu-key.ts'
import { columnMenu, type ColumnVerb } from './column-menu.ts'
import type { GridColumn } from './column-layout.ts'
import type { GridLayout } from './grid-layout.ts'
import type { ColumnWidths } from './use-column-widths.ts'

/** Pixels by which a key resizes a column. */
const widthStep = 16

interface Deps {
  columns: () => readonly GridColumn[]
  layout: () => GridLayout
  widths: () => ColumnWidths
  can: () => { sort: boolean; arrange: boolean; choose: boolean }
  headOf: (column: string) => HTMLElement | null
  /** Show exactly these columns in this order. */
  arrange: (columns: string[]) => void
  fit: (column: string) => void
  sort: (column: string, descending: boolean) => void
  choose: () => void
}

/** What is done with a column at its header: by keys, by its menu and by dragging. Announces the result. */
export function useHeadActions(deps: Deps) {
  const { columns, layout, widths, can, headOf, arrange } = deps
  /** Read aloud. */
  const told = ref('')
  const menu = shallowRef<{ column: GridColumn; at: { x: number; y: number } } | null>(null)

  const ids = () => columns().map(({ id }) => id)
  const placeOf = (id: string) => ids().indexOf(id)
  const titleOf = (id: string) => columns()[placeOf(id)]?.title ?? ''
  const tellWidth = (id: string) =>
    void (told.value = `${titleOf(id)} is now ${Math.round(widths().widthOf(id))} pixels wide`)

  function moveTo(id: string, place: number): void {
    const next = moved(ids(), id, place)
    if (!can().arrange || next.join() === ids().join()) return
    arrange(next)
    told.value = `${titleOf(id)} is now column ${next.indexOf(id) + 1} of ${next.length}`
    void nextTick(() => headOf(id)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }))
  }

  function resize(id: string, by: number): void {
    widths().set(id, widths().widthOf(id) + by)
    tellWidth(id)
  }

  function keep(id: string): void {
    const { kept } = layout()
    const isKept = placeOf(id) < kept
    layout().setKept(isKept ? kept - 1 : kept + 1)
    told.value = isKept ? `${titleOf(id)} scrolls with the others` : `${titleOf(id)} stays on the left`
    const next = moved(ids(), id, isKept ? kept - 1 : kept)
    if (next.join() !== ids().join()) arrange(next)
  }

  function run(verb: ColumnVerb, id: string): void {
    const verbs: Readonly<Record<ColumnVerb, () => void>> = {
      ascending: () => deps.sort(id, false),
      descending: () => deps.sort(id, true),
      filter: () => columns()[placeOf(id)]?.filter?.(),
      left: () => moveTo(id, placeOf(id) - 1),
      right: () => moveTo(id, placeOf(id) + 1),
      keep: () => keep(id),
      wider: () => resize(id, widthStep),
      narrower: () => resize(id, -widthStep),
      fit: () => {
        deps.fit(id)
        tellWidth(id)
      },
      usual: () => {
        widths().reset()
        told.value = 'Column widths reset'
      },
      hide: () => {
        arrange(ids().filter((other) => other !== id))
        told.value = `${titleOf(id)} is hidden`
      },
      columns: deps.choose,
    }
    verbs[verb]()
  }

  function open(id: string, at: { x: number; y: number }): void {
    const column = columns()[placeOf(id)]
    if (column !== undefined) menu.value = { column, at }
  }

  /** Handles a key at a header. Returns whether it did. */
  function onKey(event: KeyboardEvent, id: string, below: { x: number; y: number }): boolean {
    if (event.ctrlKey || event.metaKey) return false
    const { key, altKey, shiftKey } = event
    if (isMenuKey(event)) open(id, below)
    else if (altKey && !shiftKey && key === 'ArrowLeft') run('left', id)
    else if (altKey && !shiftKey && key === 'ArrowRight') run('right', id)
    else if (altKey && !shiftKey && key === 'ArrowDown') open(id, below)
    else if (shiftKey && !altKey && key === 'ArrowLeft') run('narrower', id)
    else if (shiftKey && !altKey && key === 'ArrowRight') run('wider', id)
    else return false
    return true
  }

  return {
    told,
    menu,
    entries: (column: GridColumn) =>
      columnMenu({
        column,
        at: placeOf(column.id),
        count: columns().length,
        kept: layout().kept,
        can: can(),
        hasWidths: layout().widths.size > 0,
      }),
    moveTo,
    run,
    open,
    onKey,
    close: () => void (menu.value = null),
  }
}

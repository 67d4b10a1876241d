import { computed, shallowRef } from 'vue'
import {
  boxWidth,
  clampWidth,
  keptColumns,
  layoutColumns,
  nameOfColumn,
  type GridColumn,
  type Widths,
} from './column-layout.ts'
import type { GridLayout } from './grid-layout.ts'

const pageMargin = 16

interface Deps {
  columns: () => readonly GridColumn[]
  layout: () => GridLayout
  hasBoxes: () => boolean
  isCompact: () => boolean
  /** The width of the viewport, and of its scroll bar. */
  viewport: () => { width: number; bar: number }
}

/**
 * The widths of a grid's columns, and changing them. During a drag only the grid tracks follow; the cells render for
 * their new widths when it ends.
 */
export function useColumnWidths({ columns, layout, hasBoxes, isCompact, viewport }: Deps) {
  /** The dragged width, and those that must not change meanwhile. */
  const live = shallowRef<Widths | null>(null)

  const margin = computed(() => Math.max(3, pageMargin - viewport().bar))
  const boxes = computed(() => (hasBoxes() ? boxWidth : 0))
  const available = computed(() => Math.floor(viewport().width) - margin.value - boxes.value)
  const laidOut = (chosen: Widths) =>
    layoutColumns({
      columns: columns(),
      available: available.value,
      isCompact: isCompact(),
      chosen,
      needs: layout().needs,
    })
  /** The widths for which cells are rendered. */
  const settled = computed(() => laidOut(layout().widths))
  const shown = computed(() => (live.value === null ? settled.value : laidOut(live.value)))

  const total = computed(
    () => shown.value.reduce((sum, width) => sum + width, 0) + boxes.value + margin.value,
  )
  const isWide = computed(() => total.value > viewport().width)
  /** The number of pinned columns when the grid scrolls horizontally. */
  const kept = computed(() => keptColumns(settled.value, layout().kept, viewport().width - boxes.value))
  /** The grid tracks, and the left edge of each pinned column, as custom properties. */
  const properties = computed(() => {
    const tracks = boxes.value > 0 ? [boxes.value, ...shown.value] : shown.value
    const found = [
      `--columns: ${tracks.map((width) => `${width}px`).join(' ')}`,
      `--total: max(100%, ${total.value}px)`,
    ]
    let left = boxes.value
    for (let at = 0; at < kept.value; at += 1) {
      found.push(`--left-${at}: ${left}px`)
      left += shown.value[at] ?? 0
    }
    return found.join(';')
  })

  const placeOf = (id: string) => columns().findIndex((column) => column.id === id)
  const widthOf = (id: string): number => shown.value[placeOf(id)] ?? 0

  /** The chosen widths with a new one. Also fixes those of the columns before it, so that its left edge stays. */
  function withWidth(id: string, width: number): Widths {
    const place = placeOf(id)
    const next = new Map(layout().widths)
    const usual = layoutColumns({
      columns: columns(),
      available: 0,
      isCompact: isCompact(),
      chosen: new Map(),
      needs: new Map(),
    })
    columns().forEach((column, at) => {
      if (at < place && settled.value[at] !== usual[at])
        next.set(nameOfColumn(column), settled.value[at] ?? 0)
      if (at === place) next.set(nameOfColumn(column), clampWidth(width))
    })
    return next
  }

  return {
    get live() {
      return live.value !== null
    },
    settled,
    total,
    isWide,
    kept,
    properties,
    widthOf,
    drag: (id: string, width: number) => void (live.value = withWidth(id, width)),
    /** Stores the dragged or given width. */
    set(id: string, width: number): void {
      live.value = null
      layout().setWidths(withWidth(id, width))
    },
    letGo: () => void (live.value = null),
    reset: () => layout().setWidths(new Map()),
  }
}

export type ColumnWidths = ReturnType<typeof useColumnWidths>

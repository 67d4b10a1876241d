import { shallowRef } from 'vue'
import type { Widths } from './column-layout.ts'

/** How a person laid out a table. Widths are in pixels, by the names of columns. */
export interface GridLayout {
  readonly widths: Widths
  /** How many columns stay at the left while the others scroll. */
  readonly kept: number
  /** How wide what was seen of each column is; forgotten with the window. */
  readonly needs: Widths
  setWidths: (widths: Widths) => void
  setKept: (kept: number) => void
  setNeeds: (needs: Widths) => void
}

/** The needs of a layout, which only grow: what was whole once stays so. */
export function createNeeds() {
  const needs = shallowRef<Widths>(new Map())
  return {
    read: () => needs.value,
    add(found: Widths): void {
      const grown = [...found].filter(([name, need]) => need > (needs.value.get(name) ?? 0))
      if (grown.length > 0) needs.value = new Map([...needs.value, ...grown])
    },
  }
}

/** A layout that is kept nowhere. */
export function createGridLayout(): GridLayout {
  const widths = shallowRef<Widths>(new Map())
  const kept = shallowRef(1)
  const needs = createNeeds()
  return {
    get widths() {
      return widths.value
    },
    get kept() {
      return kept.value
    },
    get needs() {
      return needs.read()
    },
    setWidths: (next) => void (widths.value = next),
    setKept: (next) => void (kept.value = next),
    setNeeds: needs.add,
  }
}

/** Pixels at the end of a table over which the bar of its selected rows floats. */
export const selectionBarSpace = 72

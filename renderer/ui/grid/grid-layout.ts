import { shallowRef } from 'vue'
import type { Widths } from './column-layout.ts'

/** A person's layout of a table. Widths are in pixels, by column name. */
export interface GridLayout {
  readonly widths: Widths
  /** The number of pinned columns. */
  readonly kept: number
  /** The width that the seen content of each column needs. Not stored. */
  readonly needs: Widths
  setWidths: (widths: Widths) => void
  setKept: (kept: number) => void
  setNeeds: (needs: Widths) => void
}

/** The needs of a layout. They only grow, so that what was once shown in full stays so. */
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

/** A layout that isn't stored. */
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

/** Pixels at the end of a table below the floating selection bar. */
export const selectionBarSpace = 72

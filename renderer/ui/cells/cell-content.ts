import type { VNode } from 'vue'
import { visibleText } from '../../../shared/visible-text.ts'
import { h } from '../element.ts'

/** What a name in a cell leaves free of the cell's width, in pixels. */
export const cellPadding = 12

/** A text of the cluster or of a file: text, isolated from the order of what is around, whatever it looks like. */
export function textCell(text: string, look = ''): VNode {
  const shown = visibleText(text)
  return h('bdi', { class: `cut cell-text ${look}`, title: shown }, shown)
}

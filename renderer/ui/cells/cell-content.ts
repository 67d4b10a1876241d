import type { VNode } from 'vue'
import { visibleText } from '../../../shared/visible-text.ts'
import { h } from '../element.ts'

/** The part of a cell's width that a name doesn't use, in pixels. */
export const cellPadding = 12

/** Text from the cluster or a file: always as text, with its own direction, whatever it looks like. */
export function textCell(text: string, look = ''): VNode {
  const shown = visibleText(text)
  return h('bdi', { class: `cut cell-text ${look}`, title: shown }, shown)
}

import type { VNode } from 'vue'
import { visibleText } from '../../../shared/visible-text.ts'
import { fonts } from '../theme.ts'
import { h } from '../element.ts'
import { middleCut, monoWidth } from './middle-cut.ts'

/** A Kubernetes name in `width` pixels. Only its display is cut: the text for reading aloud and copying is complete. */
export function MiddleEllipsis({ text: name, width }: { text: string; width: number }): VNode {
  const text = visibleText(name)
  const cut = middleCut(text, Math.floor(width / monoWidth(fonts.mono)))
  if (cut === text) return h('bdi', { class: 'mono kubernetes-name' }, text)
  return h(
    'bdi',
    { class: 'mono kubernetes-name is-cut', 'data-cut': cut, title: text },
    h('span', { class: 'whole' }, text),
  )
}
MiddleEllipsis.props = ['text', 'width']

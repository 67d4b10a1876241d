import type { VNode } from 'vue'
import { h } from './element.ts'
import { iconPaths, type IconName } from './icon-paths.ts'

const strokes: Partial<Record<IconName, number>> = { more: 2, grip: 2 }

/**
 * An icon in the surrounding text's color. `size` is in pixels. It is hidden from screen readers, since text is next to
 * it.
 */
export const AppIcon = ({ name, size = 16 }: { name: IconName; size?: number }): VNode =>
  h(
    'svg',
    {
      viewBox: '0 0 16 16',
      width: size,
      height: size,
      'aria-hidden': 'true',
      class: 'app-icon',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': strokes[name] ?? (size < 16 ? 1.5 : 1.35),
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    },
    h('path', { d: iconPaths[name] }),
  )
AppIcon.props = ['name', 'size']

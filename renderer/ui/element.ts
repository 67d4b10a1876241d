import { h as vueElement, isVNode } from 'vue'
import { visibleLines } from '../../shared/visible-text.ts'

/** Attributes that are displayed or read aloud. `data-cut` is displayed by CSS. */
const shownAttributes = ['title', 'aria-label', 'placeholder', 'alt', 'data-cut']

type AnyElement = (...parts: readonly unknown[]) => unknown

/**
 * Vue's `h` for everything that isn't a template: texts and visible attributes are passed through
 * `shared/visible-text.ts`. Templates are compiled to do the same (`tools/visible-templates.ts`).
 */
export const h = ((type: unknown, ...parts: readonly unknown[]) =>
  (vueElement as AnyElement)(type, ...parts.map(shown))) as typeof vueElement

/** A child, children, or props. */
function shown(part: unknown): unknown {
  if (typeof part === 'string') return visibleLines(part)
  if (Array.isArray(part)) return part.map(shown)
  if (part === null || typeof part !== 'object' || isVNode(part)) return part
  const properties = part as Readonly<Record<string, unknown>>
  const seen = shownAttributes.filter((name) => typeof properties[name] === 'string')
  if (seen.length === 0) return part
  return { ...part, ...Object.fromEntries(seen.map((name) => [name, shown(properties[name])])) }
}

import { h as vueElement, isVNode } from 'vue'
import { visibleLines } from '../../shared/visible-text.ts'

/** What is shown or read aloud of an element's attributes; `data-cut` is painted by a style. */
const shownAttributes = ['title', 'aria-label', 'placeholder', 'alt', 'data-cut']

type AnyElement = (...parts: readonly unknown[]) => unknown

/**
 * Vue's `h` for everything that is not a template: its texts and the attributes that people see go through
 * `shared/visible-text.ts`. Templates are compiled so that theirs do (`tools/visible-templates.ts`).
 */
export const h = ((type: unknown, ...parts: readonly unknown[]) =>
  (vueElement as AnyElement)(type, ...parts.map(shown))) as typeof vueElement

/** A child, children, or properties. */
function shown(part: unknown): unknown {
  if (typeof part === 'string') return visibleLines(part)
  if (Array.isArray(part)) return part.map(shown)
  if (part === null || typeof part !== 'object' || isVNode(part)) return part
  const properties = part as Readonly<Record<string, unknown>>
  const seen = shownAttributes.filter((name) => typeof properties[name] === 'string')
  if (seen.length === 0) return part
  return { ...part, ...Object.fromEntries(seen.map((name) => [name, shown(properties[name])])) }
}

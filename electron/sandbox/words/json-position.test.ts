import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findInJson } from './json-position.ts'

type Trail = (string | number)[]

/** The trails of all values inside a value. */
function trailsOf(value: unknown, trail: Trail = []): Trail[] {
  if (typeof value !== 'object' || value === null) return [trail]
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [index, item as unknown])
    : Object.entries(value)
  return [trail, ...entries.flatMap(([key, item]) => trailsOf(item, [...trail, key]))]
}

const readAt = (value: unknown, trail: Trail): unknown =>
  trail.reduce<unknown>((found, key) => (found as Record<string | number, unknown>)[key], value)

it('finds every value where it is, in bytes', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
      fc.constantFrom(0, 2),
      (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const bytes = Buffer.from(text, 'utf8')
        const plain: unknown = JSON.parse(text)
        for (const trail of trailsOf(plain)) {
          const { start, end } = findInJson(bytes, trail)
          expect(JSON.parse(bytes.toString('utf8', start, end))).toEqual(readAt(plain, trail))
        }
      },
    ),
    { seed: 1, numRuns: 40 },
  )
})

it('gives all of the text for what is not there', () => {
  const bytes = Buffer.from('{"a":[1]}', 'utf8')
  expect(findInJson(bytes, ['b'])).toEqual({ start: 0, end: bytes.length })
  expect(findInJson(bytes, ['a', 4])).toEqual({ start: 0, end: bytes.length })
})

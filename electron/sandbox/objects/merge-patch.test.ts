import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from './kube-object.ts'
import { mergePatch } from './merge-patch.ts'

const key = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor')
// Without null in lists: whether those of a patch stay depends on the previous value.
const { object } = fc.letrec<{ object: JsonObject; value: Json }>((tie) => ({
  object: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, 'x', 1, true),
    fc.array(fc.constantFrom('x', 1)),
    tie('object'),
  ),
}))

describe('a merge patch', () => {
  // The examples of RFC 7396 whose patch is an object.
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('turns %j by %j into %j', (document, patch, merged) => {
    expect(mergePatch(document, patch)).toEqual(merged)
  })

  it('applied twice is as applied once', () => {
    fc.assert(
      fc.property(object, object, (document, patch) => {
        const once = mergePatch(document, patch)
        expect(mergePatch(once, patch)).toEqual(once)
      }),
      { seed: 1 },
    )
  })

  it('leaves alone what it does not name, and touches no prototype', () => {
    fc.assert(
      fc.property(object, object, (document, patch) => {
        const before = JSON.stringify(document)
        const merged = mergePatch(document, patch)
        expect(JSON.stringify(document)).toBe(before)
        for (const [key, value] of Object.entries(document)) {
          if (!Object.hasOwn(patch, key)) expect(merged[key]).toEqual(value)
        }
        expect(Object.getPrototypeOf(merged)).toBe(Object.prototype)
        expect({}).toEqual(Object.create(Object.prototype))
      }),
      { seed: 1 },
    )
  })
})

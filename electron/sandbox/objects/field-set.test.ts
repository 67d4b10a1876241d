import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AmbiguousListError, compareFields, decodeFields, encodeFields, fieldValues } from './field-set.ts'
import type { JsonObject } from './kube-object.ts'

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean())
const texts = fc.dictionary(fc.constantFrom('a', 'b', 'x.y/z'), fc.string(), { maxKeys: 3 })
const object = fc.record({
  metadata: fc.record({
    labels: texts,
    finalizers: fc.uniqueArray(fc.constantFrom('a/b', 'c/d', 'e/f'), { minLength: 1 }),
  }),
  data: texts,
  other: fc.oneof(leaf, fc.array(leaf)),
}) as fc.Arbitrary<JsonObject>

describe('fields of an object', () => {
  it('are written and read again', () => {
    fc.assert(
      fc.property(object, (given) => {
        const fields = new Set(fieldValues(given).keys())
        expect(decodeFields(encodeFields(fields))).toEqual(fields)
      }),
      { seed: 1 },
    )
  })

  it('are new, changed or gone, and nothing else', () => {
    fc.assert(
      fc.property(object, object, (before, now) => {
        const { changed, removed } = compareFields(before, now)
        const old = fieldValues(before)
        const current = fieldValues(now)
        for (const path of changed) expect(current.get(path)).not.toBe(old.get(path))
        for (const path of removed) expect(current.has(path)).toBe(false)
        expect(compareFields(now, now)).toEqual({ changed: new Set(), removed: new Set() })
      }),
      { seed: 1 },
    )
  })

  it('are written as the API writes them', () => {
    const given = {
      metadata: { labels: { a: '1' }, finalizers: ['x/y'] },
      secrets: [{ name: 'n' }],
      data: { k: 'v' },
    }
    const { changed } = compareFields({ metadata: {} }, given)
    expect(encodeFields(changed)).toEqual({
      'f:data': { '.': {}, 'f:k': {} },
      'f:metadata': {
        'f:finalizers': { '.': {}, 'v:"x/y"': {} },
        'f:labels': { '.': {}, 'f:a': {} },
      },
      'f:secrets': { '.': {}, 'k:{"name":"n"}': { '.': {}, 'f:name': {} } },
    })
  })

  it('can’t be told apart in a set with the same item twice', () => {
    expect(() => fieldValues({ metadata: { finalizers: ['a/b', 'a/b'] } })).toThrow(AmbiguousListError)
  })
})

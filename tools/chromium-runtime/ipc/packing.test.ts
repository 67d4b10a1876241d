import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pack, unpack } from './packing.ts'

it('brings back everything that JSON can carry', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // JSON has no negative zero.
      expect(unpack(pack(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
    { seed: 1 },
  )
})

it('leaves a string as it is, so that JSON inside is not escaped again', () => {
  expect(pack('{"a":"\\n"}')).toBe('s{"a":"\\n"}')
})

it('distinguishes undefined from null', () => {
  expect([unpack(pack(undefined)), unpack(pack(null))]).toEqual([undefined, null])
})

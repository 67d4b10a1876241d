import fc from 'fast-check'
import { expect, test } from 'vitest'
import { middleCut } from './middle-cut.ts'

test('a name is cut in its middle, 30% head and 70% tail', () => {
  expect(middleCut('dockerregistry-artifactory-pull', 25)).toBe('dockerr…-artifactory-pull')
})

test('a name that fits stays whole', () => {
  expect(middleCut('gitlab-pull', 11)).toBe('gitlab-pull')
})

test('what is left is a head and a tail of the name, and never longer than its room', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '-', 'é', '😀', '\u202e'), maxLength: 60 }),
      fc.integer({ min: 3, max: 40 }),
      (name, room) => {
        const cut = middleCut(name, room)
        expect(Array.from(cut).length).toBeLessThanOrEqual(room)
        if (cut === name) return
        const at = Array.from(cut).length - (room - 1 - Math.max(1, Math.floor((room - 1) * 0.3))) - 1
        const characters = Array.from(cut)
        expect(name.startsWith(characters.slice(0, at).join(''))).toBe(true)
        expect(name.endsWith(characters.slice(at + 1).join(''))).toBe(true)
      },
    ),
    { seed: 1 },
  )
})

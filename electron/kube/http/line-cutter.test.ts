import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createLineCutter } from './line-cutter.ts'

it('gives every line once and whole, however the bytes arrive', () => {
  const line = fc.json().filter((text) => !text.includes('\n'))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), (lines, size) => {
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''))
      const taken: string[] = []
      const cutter = createLineCutter((some) => taken.push(...some))
      for (let place = 0; place < bytes.length; place += size)
        cutter.push(bytes.subarray(place, place + size))
      cutter.end()
      expect(taken).toEqual(lines)
    }),
    { seed: 1 },
  )
})

it('takes a line of more than a megabyte', () => {
  const long = JSON.stringify('x'.repeat(1_500_000))
  const taken: string[] = []
  const cutter = createLineCutter((some) => taken.push(...some))
  const bytes = Buffer.from(`${long}\n`)
  for (let place = 0; place < bytes.length; place += 16384) cutter.push(bytes.subarray(place, place + 16384))
  expect(taken).toEqual([long])
})

it('says that an answer ended within a line', () => {
  const cutter = createLineCutter(() => {})
  cutter.push(Buffer.from('{"type":"ADDED"'))
  expect(() => cutter.end()).toThrow(SyntaxError)
})

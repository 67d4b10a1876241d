import { expect, test } from 'vitest'
import { swatchNames, swatchOf } from './swatch.ts'

test('a context always has the same colour', () => {
  expect(swatchOf('prod-eu-1')).toBe(swatchOf('prod-eu-1'))
})

test('all eight colours are given', () => {
  const given = new Set(Array.from({ length: 200 }, (_, at) => swatchOf(`cluster-${at}`)))
  expect(given.size).toBe(swatchNames.length)
})

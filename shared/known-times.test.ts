import { describe, expect, it } from 'vitest'
import { timeValue } from './known-times.ts'

describe('a known time', () => {
  it.each([
    ['2026-09-27T14:03Z', Date.UTC(2026, 8, 27, 14, 3)],
    ['2026-09-27T14:03:22Z', Date.UTC(2026, 8, 27, 14, 3, 22)],
    ['2026-09-27T14:03:22.5Z', Date.UTC(2026, 8, 27, 14, 3, 22, 500)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['1990-01-01T00:00:00Z', Date.UTC(1990, 0, 1)],
  ])('has a value: %s', (text, value) => expect(timeValue(text)).toBe(value))

  it.each([
    'ticket 12',
    '12',
    '2026-09-27',
    '2026-09-27 14:03:00Z',
    '2026-09-27T14:03:00+02:00',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-09-27T25:00:00Z',
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '1989-12-31T23:59:59Z',
    `${new Date().getUTCFullYear() + 11}-01-01T00:00:00Z`,
    '+012026-09-27T14:03:00Z',
    '',
  ])('is not any other text: %j', (text) => expect(timeValue(text)).toBeNaN())
})

it('counts the days of every month as the platform does', () => {
  for (let day = Date.UTC(1990, 0, 1, 12, 34, 56); day < Date.UTC(2034, 0, 1); day += 86_400_000)
    expect(timeValue(`${new Date(day).toISOString().slice(0, 19)}Z`)).toBe(day)
})

it('takes no day that its month does not have', () => {
  const days = [
    '2026-02-29',
    '2026-02-30',
    '2026-04-31',
    '2100-02-29',
    '2026-11-31',
    '2026-12-32',
    '2026-01-00',
  ]
  expect(days.filter((day) => !Number.isNaN(timeValue(`${day}T08:00:00Z`)))).toEqual([])
  expect(timeValue('2024-02-29T08:00:00Z')).toBe(Date.UTC(2024, 1, 29, 8))
})

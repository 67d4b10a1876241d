import { expect, test } from 'vitest'
import { newestOnly } from './newest-only.ts'

test('calls that come while one is under way are one more call together', async () => {
  const ends: (() => void)[] = []
  let wanted = ''
  const seen: string[] = []
  const ask = newestOnly(() => {
    seen.push(wanted)
    return new Promise((resolve) => ends.push(resolve))
  })
  for (wanted of ['h', 'ha', 'har', 'harb']) void ask()
  expect(seen).toEqual(['h'])
  ends[0]?.()
  await new Promise((resolve) => setTimeout(resolve))
  expect(seen).toEqual(['h', 'harb'])
})

test('the promise ends when the last call has ended, and the next call begins again', async () => {
  let runs = 0
  const ask = newestOnly(() => {
    runs += 1
    return Promise.resolve()
  })
  await Promise.all([ask(), ask()])
  expect(runs).toBe(2)
  await ask()
  expect(runs).toBe(3)
})

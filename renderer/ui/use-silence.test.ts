import { beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { quarterOf, useSilence } from './use-silence.ts'

/** Paints what was rendered. */
let paint: () => Promise<void>
beforeEach(() => {
  const frames: (() => void)[] = []
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback))
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  paint = async () => {
    await nextTick()
    for (const frame of frames.splice(0)) frame()
    await new Promise((resolve) => setTimeout(resolve))
  }
})

function regionOf(first: string) {
  const [text, about] = [ref(first), ref('prod')]
  const isSilent = effectScope().run(() =>
    useSilence(
      () => text.value,
      () => about.value,
    ),
  )
  if (isSilent === undefined) throw new Error('The scope is over.')
  return { text, about, isSilent }
}

test('only the first text about something is heard', async () => {
  const { text, about, isSilent } = regionOf('1 of 4')
  expect(isSilent.value).toBe(false)
  await paint()
  text.value = '2 of 4'
  await paint()
  expect(isSilent.value).toBe(true)
  about.value = 'staging'
  text.value = '1 of 9'
  await paint()
  expect(isSilent.value).toBe(false)
  text.value = '2 of 9'
  await paint()
  expect(isSilent.value).toBe(true)
})

test('a text that comes after what it is about is heard, and an empty one isn’t its first', async () => {
  const { text, about, isSilent } = regionOf('')
  text.value = '1 of 4'
  await paint()
  expect(isSilent.value).toBe(false)
  text.value = '2 of 4'
  await paint()
  about.value = 'staging'
  await paint()
  expect(isSilent.value).toBe(true)
  text.value = '2 of 9'
  await paint()
  expect(isSilent.value).toBe(false)
})

test('what changes again before it was painted is heard', async () => {
  const { text, isSilent } = regionOf('1 of 4')
  text.value = '2 of 4'
  await nextTick()
  expect(isSilent.value).toBe(false)
  await paint()
  text.value = '3 of 4'
  await nextTick()
  expect(isSilent.value).toBe(true)
})

test('a job has four quarters, and is in the first one while it has no size', () => {
  expect([0, 1, 2, 7, 8].map((done) => quarterOf(done, 8))).toEqual(['0', '0', '1', '3', '4'])
  expect(quarterOf(0, 0)).toBe('0')
})

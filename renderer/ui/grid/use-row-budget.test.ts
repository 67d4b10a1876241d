import { expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useFakeFrames } from './frames.fixture.ts'
import { useRowBudget } from './use-row-budget.ts'

const { frame } = useFakeFrames()

test('rows are made a few with each frame until all that are wanted are there', async () => {
  const scope = effectScope()
  const wanted = ref(20)
  const budget = scope.run(() => useRowBudget(() => wanted.value))
  expect(budget?.value).toBe(0)
  await frame()
  expect(budget?.value).toBe(8)
  await frame()
  await frame()
  expect(budget?.value).toBe(24)
  await frame()
  expect(budget?.value).toBe(24)
  wanted.value = 40
  await nextTick()
  await frame()
  await frame()
  expect(budget?.value).toBe(40)
  scope.stop()
})

test('rows that are scrolled in take what others leave, and a grid that is gone makes none', async () => {
  const scope = effectScope()
  const wanted = ref(8)
  const budget = scope.run(() => useRowBudget(() => wanted.value))
  await frame()
  wanted.value = 5
  await nextTick()
  expect(budget?.value).toBe(8)
  wanted.value = 30
  await nextTick()
  scope.stop()
  await frame()
  await frame()
  expect(budget?.value).toBe(8)
  expect(vi.getTimerCount()).toBe(0)
})

test('a grid that was emptied makes its next rows a few with each frame again', async () => {
  const scope = effectScope()
  const wanted = ref(16)
  const budget = scope.run(() => useRowBudget(() => wanted.value))
  await frame()
  await frame()
  expect(budget?.value).toBe(16)
  wanted.value = 0
  await nextTick()
  wanted.value = 16
  await nextTick()
  expect(budget?.value).toBe(0)
  await frame()
  expect(budget?.value).toBe(8)
  scope.stop()
})

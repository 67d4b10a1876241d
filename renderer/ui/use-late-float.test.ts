import { expect, test } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useLateFloat } from './use-late-float.ts'

function floatOf(isWanted: boolean) {
  const wanted = ref(isWanted)
  const float = effectScope().run(() => useLateFloat(() => wanted.value))
  if (float === undefined) throw new Error('The scope is over.')
  return { ...float, wanted }
}

test('a surface is made when it is first wanted, and shown a moment later', async () => {
  const { isMade, isShown, wanted } = floatOf(false)
  await nextTick()
  expect([isMade.value, isShown.value]).toEqual([false, false])
  wanted.value = true
  await nextTick()
  expect(isMade.value).toBe(true)
  await nextTick()
  expect(isShown.value).toBe(true)
})

test('it is hidden at once, and stays made', async () => {
  const { isMade, isShown, wanted } = floatOf(true)
  expect([isMade.value, isShown.value]).toEqual([true, false])
  await nextTick()
  expect(isShown.value).toBe(true)
  wanted.value = false
  await nextTick()
  expect([isMade.value, isShown.value]).toEqual([true, false])
})

test('one that is not wanted anymore before it could be shown is not', async () => {
  const { isMade, isShown, wanted } = floatOf(true)
  wanted.value = false
  await nextTick()
  await nextTick()
  expect([isMade.value, isShown.value]).toEqual([true, false])
})

import { expect, test, vi } from 'vitest'
import { effectScope, ref, shallowRef } from 'vue'
import { useFakeFrames } from './frames.fixture.ts'
import type { RowSource } from './row-source.ts'
import { useRowItems } from './use-row-items.ts'

const { frame } = useFakeFrames()

interface Row {
  uid: string
  text: string
}

/** A grid that renders 20 of 1000 rows, of which those from `there` on are loading. */
function gridOf() {
  const there = ref(1000)
  const places = shallowRef(Array.from({ length: 20 }, (_, at) => at))
  const source: RowSource<Row> = {
    length: 1000,
    isByPlace: true,
    at: (index) => ({ uid: String(index), text: index < there.value ? `row ${index}` : '' }),
    isWaiting: (index) => index >= there.value,
    placeOf: Number,
  }
  const scope = effectScope()
  const made = scope.run(() =>
    useRowItems({ rows: () => source, keyOf: (row) => row.uid, places: () => places.value }),
  )
  if (made === undefined) throw new Error('The scope is over.')
  return {
    ...made,
    there,
    end: () => scope.stop(),
    scrollTo: (first: number) => {
      places.value = places.value.map((_, at) => first + at)
    },
    waiting: () => made.items.value.filter(({ isWaiting }) => isWaiting).length,
  }
}

test('an element whose row is on its way keeps its old cells', () => {
  const { items, there, scrollTo, waiting, end } = gridOf()
  expect(waiting()).toBe(0)
  there.value = 100
  scrollTo(500)
  expect(waiting()).toBe(20)
  expect(items.value.map(({ row }) => row.uid)).toContain('500')
  expect(items.value.map(({ content }) => content.text)).toContain('row 3')
  end()
})

test('rows that arrive together are shown within two frames, and not all in one', async () => {
  const { items, there, scrollTo, waiting, end } = gridOf()
  expect(waiting()).toBe(0)
  there.value = 100
  scrollTo(500)
  expect(waiting()).toBe(20)
  there.value = 1000
  expect(waiting()).toBe(8)
  await frame()
  expect(waiting()).toBe(0)
  expect(items.value.every(({ content, index }) => content.text === `row ${index}`)).toBe(true)
  end()
})

test('rows on their way are shown as such only where they take long', async () => {
  const { isSlow, there, scrollTo, waiting, end } = gridOf()
  expect(waiting()).toBe(0)
  there.value = 100
  scrollTo(500)
  await vi.advanceTimersByTimeAsync(100)
  expect(isSlow.value).toBe(false)
  await vi.advanceTimersByTimeAsync(100)
  expect(isSlow.value).toBe(true)
  there.value = 1000
  await frame()
  expect(isSlow.value).toBe(false)
  end()
})

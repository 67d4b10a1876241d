import { computed, onScopeDispose, ref, shallowRef, triggerRef, watch } from 'vue'
import { onNextPaint } from '../next-frame.ts'
import { createRowSlots } from './row-slots.ts'
import type { RowSource } from './row-source.ts'

interface Deps<T> {
  rows: () => RowSource<T>
  keyOf: (row: T) => string
  /** The places that are to be rendered. */
  places: () => readonly number[]
}

/** One rendered row. */
export interface RowItem<T> {
  index: number
  slot: number
  row: T
  /** It is on its way: its cells show nothing yet, and keep what they held before. */
  isWaiting: boolean
  /** What its cells hold. */
  content: T
}

/** Milliseconds after which a row that is on its way is shown as such: most are there with the next frame. */
const slowAfter = 150

/** How many rows that were on their way get their cells within one frame: more would hold up the window. */
const arrivalsPerFrame = 12

/**
 * The rendered rows with their elements. An element whose next row is on its way keeps its old cells, out of sight,
 * until it comes: to change a text costs far less than to take all cells away and to make them again.
 */
export function useRowItems<T>({ rows, keyOf, places }: Deps<T>) {
  const slotsOf = createRowSlots()
  let held = new Map<number, T>()
  let waiting = new Set<number>()
  /** How many more may get their cells now; triggered again for each frame. */
  const allowed = shallowRef(arrivalsPerFrame)
  let isFrameAwaited = false
  function awaitFrame(): void {
    if (isFrameAwaited) return
    isFrameAwaited = true
    onNextPaint(() => {
      isFrameAwaited = false
      triggerRef(allowed)
    })
  }

  const items = computed<RowItem<T>[]>(() => {
    const source = rows()
    const found = places().flatMap((index) => {
      const row = source.at(index)
      return row === undefined ? [] : [{ row, index }]
    })
    const taken = slotsOf(found.map(({ row }) => keyOf(row)))
    const next = new Map<number, T>()
    const nextWaiting = new Set<number>()
    let arrivals = 0
    const made = found.map(({ row, index }, at) => {
      const slot = taken[at] ?? 0
      const isAway = source.isWaiting?.(index) ?? false
      if (!isAway && waiting.has(slot)) arrivals += 1
      const isWaiting = isAway || (arrivals > allowed.value && waiting.has(slot))
      if (isWaiting) nextWaiting.add(slot)
      const content = isWaiting ? (held.get(slot) ?? row) : row
      next.set(slot, content)
      return { row, index, slot, isWaiting, content }
    })
    held = next
    waiting = nextWaiting
    if (arrivals > arrivalsPerFrame) awaitFrame()
    return made
  })

  const isSlow = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => items.value.some(({ isWaiting }) => isWaiting),
    (isWaiting) => {
      clearTimeout(timer)
      isSlow.value = false
      if (isWaiting) timer = setTimeout(() => void (isSlow.value = true), slowAfter)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))

  return { items, isSlow }
}

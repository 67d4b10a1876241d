import { computed, onScopeDispose, ref, shallowRef, triggerRef, watch } from 'vue'
import { onNextPaint } from '../next-frame.ts'
import { createRowSlots } from './row-slots.ts'
import type { RowSource } from './row-source.ts'

interface Deps<T> {
  rows: () => RowSource<T>
  keyOf: (row: T) => string
  /** The indices to render. */
  places: () => readonly number[]
}

/** One rendered row. */
interface RowItem<T> {
  index: number
  slot: number
  row: T
  /** It is loading: its cells are hidden, and keep their previous content. */
  isWaiting: boolean
  /** The content of its cells. */
  content: T
}

/** Milliseconds after which a loading row is shown as such. Most arrive with the next frame. */
const slowAfter = 150

/** How many loaded rows get their cells per frame. More would block the window. */
const arrivalsPerFrame = 12

/**
 * The rendered rows with their elements. An element whose next row is loading keeps its old cells, hidden, until it
 * arrives: changing text costs far less than recreating all cells.
 */
export function useRowItems<T>({ rows, keyOf, places }: Deps<T>) {
  const slotsOf = createRowSlots()
  let held = new Map<number, T>()
  let waiting = new Set<number>()
  /** How many more may get their cells now. Triggered for each frame. */
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

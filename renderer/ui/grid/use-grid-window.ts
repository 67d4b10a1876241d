import { computed, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { anchorAfter } from './anchor.ts'

/** The height of the sticky head. */
export const headHeight = 32
const overscan = 4

interface Needs<T> {
  scroller: Readonly<Ref<HTMLElement | null>>
  rows: () => readonly T[]
  keyOf: (row: T) => string
  rowHeight: () => number
  /** A new value means another selection: the grid starts at its top again. */
  resetKey: () => unknown
}

/**
 * The rows of a grid that are in sight, kept while rows come and go above them: the row that is being read stays
 * where it is.
 */
export function useGridWindow<T>({ scroller, rows, keyOf, rowHeight, resetKey }: Needs<T>) {
  const first = ref(0)
  const last = ref(0)
  const viewport = ref({ width: 0, height: 0, bar: 0 })
  const isScrolledAside = ref(false)
  const pageRows = computed(() =>
    Math.max(1, Math.floor((viewport.value.height - headHeight) / rowHeight()) - 1),
  )
  let wantedTop: number | null = null

  function showFrom(top: number): void {
    const height = Math.max(0, viewport.value.height - headHeight)
    first.value = Math.max(0, Math.floor(top / rowHeight()) - overscan)
    last.value = Math.min(rows().length, Math.ceil((top + height) / rowHeight()) + overscan)
  }

  function onScroll(): void {
    const element = scroller.value
    if (element === null) return
    isScrolledAside.value = element.scrollLeft > 0
    showFrom(element.scrollTop)
  }

  function keepPlace(next: readonly T[], previous: readonly T[]): void {
    const top = scroller.value?.scrollTop ?? 0
    const inSight = Math.floor(top / rowHeight())
    // At the very top nothing is above the eye: what comes in first is shown.
    const anchor = top > 0 ? anchorAfter(previous, next, keyOf, inSight, 40) : null
    const moved = anchor === null ? top : top + (anchor.after - anchor.before) * rowHeight()
    const bottom = Math.max(0, next.length * rowHeight() + headHeight - viewport.value.height)
    const kept = Math.min(Math.max(0, moved), bottom)
    if (kept !== top) wantedTop = kept
    showFrom(kept)
  }

  function restore(): void {
    if (wantedTop !== null && scroller.value !== null) scroller.value.scrollTop = wantedTop
    wantedTop = null
  }

  /** Scrolls no further than needed to have a row in sight; `null` is the head. */
  function reveal(index: number): void {
    const element = scroller.value
    if (element === null || index < 0) return
    const top = index * rowHeight()
    const height = element.clientHeight - headHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowHeight() > element.scrollTop + height) {
      element.scrollTop = top + rowHeight() - height
    }
    showFrom(element.scrollTop)
  }

  function measure(): void {
    const element = scroller.value
    if (element === null) return
    viewport.value = {
      width: element.clientWidth,
      height: element.clientHeight,
      bar: element.offsetWidth - element.clientWidth,
    }
    onScroll()
  }

  const observer = new ResizeObserver(measure)
  onMounted(() => {
    measure()
    if (scroller.value !== null) observer.observe(scroller.value)
  })
  onBeforeUnmount(() => observer.disconnect())

  /** Another selection was made, and its rows are not there yet. */
  let isReset = false
  watch([rows, resetKey], ([next, key], [previous, previousKey]) => {
    isReset ||= key !== previousKey
    if (next === previous) return
    if (!isReset) {
      keepPlace(next, previous)
      return
    }
    isReset = false
    wantedTop = 0
    showFrom(0)
  })
  watch(rowHeight, (height, previous) => {
    const top = ((scroller.value?.scrollTop ?? 0) / previous) * height
    wantedTop = top
    showFrom(top)
  })
  watch([rows, rowHeight], restore, { flush: 'post' })
  // A scroll bar that comes or goes changes the width without resizing the element.
  watch(() => rows().length * rowHeight() > viewport.value.height, measure, { flush: 'post' })

  return { first, last, viewport, isScrolledAside, pageRows, onScroll, reveal }
}

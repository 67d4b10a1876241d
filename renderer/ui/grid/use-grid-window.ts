import { computed, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { anchorAfter } from './anchor.ts'
import type { RowSource } from './row-source.ts'
import { barFor, bodyHeight, isAtFalseEnd, scrolledTo, type ScrollState } from './scaled-scroll.ts'

/** The height of the sticky header. */
export const headHeight = 32
const overscan = 4
/** Milliseconds without scrolling before a bar that is out of step is corrected. */
const restTime = 150

interface Deps<T> {
  scroller: Readonly<Ref<HTMLElement | null>>
  rows: () => RowSource<T>
  keyOf: (row: T) => string
  rowHeight: () => number
  /** Free pixels after the last row. */
  endSpace: () => number
  /** A new value means another selection: the grid scrolls to its top. */
  resetKey: () => unknown
}

/** Keeps the rows' scroll position in step with the scroll bar, whose element may be lower than the rows. */
function createScroll(scroller: Readonly<Ref<HTMLElement | null>>, rowsHeight: () => number) {
  let state: ScrollState = { top: 0, bar: 0 }
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The difference between a row's position in its element and its position among all rows. */
  const shift = ref(0)
  const extent = () => ({
    rows: rowsHeight(),
    body: bodyHeight(rowsHeight()),
    view: Math.max(0, (scroller.value?.clientHeight ?? 0) - headHeight),
  })

  function keep(next: ScrollState): number {
    state = next
    shift.value = next.top - next.bar
    return next.top
  }

  /** Scrolls to a position. Returns the actual one. */
  function to(top: number): number {
    const element = scroller.value
    if (element === null) return keep({ top, bar: top })
    element.scrollTop = barFor(top, extent())
    return keep({ top, bar: element.scrollTop })
  }

  /** The bar moved. Returns the rows' new scroll position. */
  function follow(): number {
    clearTimeout(timer)
    const bar = scroller.value?.scrollTop ?? 0
    if (bar === state.bar) return state.top
    const next = keep(scrolledTo(bar, state, extent()))
    if (isAtFalseEnd(state, extent())) return to(next)
    if (extent().rows !== extent().body) timer = setTimeout(() => to(state.top), restTime)
    return next
  }

  onBeforeUnmount(() => clearTimeout(timer))
  return {
    shift,
    to,
    follow,
    height: () => bodyHeight(rowsHeight()),
    isScaled: () => bodyHeight(rowsHeight()) !== rowsHeight(),
    now: () => state.top,
  }
}

/** The visible rows of a grid. Keeps the row that is being read in place while rows above it come and go. */
export function useGridWindow<T>({ scroller, rows, keyOf, rowHeight, endSpace, resetKey }: Deps<T>) {
  const first = ref(0)
  const last = ref(0)
  const viewport = ref({ width: 0, height: 0, bar: 0 })
  const isScrolledAside = ref(false)
  const pageRows = computed(() =>
    Math.max(1, Math.floor((viewport.value.height - headHeight) / rowHeight()) - 1),
  )
  const fullHeight = () => rows().length * rowHeight() + endSpace()
  const scroll = createScroll(scroller, fullHeight)
  let wantedTop: number | null = null

  function showFrom(top: number): void {
    const height = Math.max(0, viewport.value.height - headHeight)
    first.value = Math.max(0, Math.floor(top / rowHeight()) - overscan)
    last.value = Math.min(rows().length, Math.ceil((top + height) / rowHeight()) + overscan)
    rows().look?.(first.value, last.value)
  }

  function onScroll(): void {
    const element = scroller.value
    if (element === null) return
    isScrolledAside.value = element.scrollLeft > 0
    showFrom(scroll.follow())
  }

  function keepPlace(next: RowSource<T>, previous: RowSource<T>): void {
    const top = scroll.now()
    // The first fully visible row. A partly visible one may move out of view when a row is inserted below it.
    const inSight = Math.ceil(top / rowHeight())
    // At the very top, new first rows are shown.
    const anchor = top > 0 ? anchorAfter(previous, next, keyOf, inSight, 40) : null
    const moved = anchor === null ? top : top + (anchor.after - anchor.before) * rowHeight()
    const height = next.length * rowHeight() + endSpace()
    const bottom = Math.max(0, height + headHeight - viewport.value.height)
    const kept = Math.min(Math.max(0, moved), bottom)
    if (kept !== top || scroll.isScaled()) wantedTop = kept
    showFrom(kept)
  }

  function restore(): void {
    if (wantedTop !== null && scroller.value !== null) scroll.to(wantedTop)
    wantedTop = null
  }

  /** Scrolls as little as possible to make a row visible. `null` is the header. */
  function reveal(index: number): void {
    const element = scroller.value
    if (element === null || index < 0) return
    // First accounts for rows inserted above. Doing that later would scroll away from the row again.
    restore()
    const top = index * rowHeight()
    const height = Math.max(rowHeight(), element.clientHeight - headHeight - endSpace())
    const now = scroll.now()
    if (top < now) scroll.to(top)
    else if (top + rowHeight() > now + height) scroll.to(top + rowHeight() - height)
    showFrom(scroll.now())
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

  /** There is a new selection whose rows haven't arrived yet. */
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
    const top = (scroll.now() / previous) * height
    wantedTop = top
    showFrom(top)
  })
  watch([rows, rowHeight], restore, { flush: 'post' })
  // A scroll bar that appears or disappears changes the width without resizing the element.
  watch(() => fullHeight() > viewport.value.height, measure, { flush: 'post' })

  const { shift, height } = scroll
  return { first, last, viewport, isScrolledAside, pageRows, onScroll, reveal, shift, height }
}

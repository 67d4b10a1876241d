import { computed, onBeforeUnmount, onMounted, ref, toValue, type MaybeRefOrGetter, type Ref } from 'vue'

interface Deps {
  scroller: Readonly<Ref<HTMLElement | null>>
  count: () => number
  /** In pixels, equal for all rows. */
  rowHeight: MaybeRefOrGetter<number>
}

const overscan = 4

/** The rendered rows of a list, from `first` up to but excluding `last`: the visible ones and a few around them. */
export function rowsInSight(
  view: { top: number; height: number },
  rowHeight: number,
  count: number,
): { first: number; last: number } {
  const first = Math.max(0, Math.floor(view.top / rowHeight) - overscan)
  const last = Math.ceil((view.top + view.height) / rowHeight) + overscan
  return { first: Math.min(first, count), last: Math.min(last, count) }
}

/** Which rows of a long list are near the viewport. The scroller calls `measure` when it scrolls. */
export function useListWindow({ scroller, count, ...deps }: Deps) {
  const rowHeight = () => toValue(deps.rowHeight)
  const top = ref(0)
  const height = ref(0)
  const rows = computed(() => rowsInSight({ top: top.value, height: height.value }, rowHeight(), count()))

  function measure(): void {
    top.value = scroller.value?.scrollTop ?? 0
    height.value = scroller.value?.clientHeight ?? 0
  }

  /** Scrolls as little as possible to make a row visible. */
  function reveal(index: number): void {
    const element = scroller.value
    if (element === null || index < 0) return
    const from = index * rowHeight()
    if (from < element.scrollTop) element.scrollTop = from
    else if (from + rowHeight() > element.scrollTop + element.clientHeight)
      element.scrollTop = from + rowHeight() - element.clientHeight
    measure()
  }

  const observer = new ResizeObserver(measure)
  onMounted(() => {
    measure()
    if (scroller.value !== null) observer.observe(scroller.value)
  })
  onBeforeUnmount(() => observer.disconnect())

  return {
    first: computed(() => rows.value.first),
    last: computed(() => rows.value.last),
    /** How many rows Page Up and Page Down move by. */
    page: computed(() => Math.max(1, Math.floor(height.value / rowHeight()) - 1)),
    measure,
    reveal,
  }
}

import { computed, onBeforeUnmount, onMounted, ref, toValue, type MaybeRefOrGetter, type Ref } from 'vue'

interface Deps {
  scroller: Readonly<Ref<HTMLElement | null>>
  count: () => number
  /** In pixels; all rows have the same. */
  rowHeight: MaybeRefOrGetter<number>
}

const overscan = 4

/** The rows of a list that exist, from `first` to before `last`: those in sight and a few around them. */
export function rowsInSight(
  view: { top: number; height: number },
  rowHeight: number,
  count: number,
): { first: number; last: number } {
  const first = Math.max(0, Math.floor(view.top / rowHeight) - overscan)
  const last = Math.ceil((view.top + view.height) / rowHeight) + overscan
  return { first: Math.min(first, count), last: Math.min(last, count) }
}

/** Which rows of a long list are near the view. The scroller calls `measure` as it scrolls. */
export function useListWindow({ scroller, count, ...deps }: Deps) {
  const rowHeight = () => toValue(deps.rowHeight)
  const top = ref(0)
  const height = ref(0)
  const rows = computed(() => rowsInSight({ top: top.value, height: height.value }, rowHeight(), count()))

  function measure(): void {
    top.value = scroller.value?.scrollTop ?? 0
    height.value = scroller.value?.clientHeight ?? 0
  }

  /** Scrolls no further than needed to have a row in sight. */
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
    /** How many rows the keys for pages move by. */
    page: computed(() => Math.max(1, Math.floor(height.value / rowHeight()) - 1)),
    measure,
    reveal,
  }
}

import { computed, onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

interface Deps {
  scroller: Readonly<Ref<HTMLElement | null>>
  count: () => number
  rowHeight: number
}

const overscan = 4

/** Which rows of a long list are near the view. The scroller calls `measure` as it scrolls. */
export function useListWindow({ scroller, count, rowHeight }: Deps) {
  const top = ref(0)
  const height = ref(0)
  const first = computed(() => Math.max(0, Math.floor(top.value / rowHeight) - overscan))
  const last = computed(() => Math.min(count(), Math.ceil((top.value + height.value) / rowHeight) + overscan))

  function measure(): void {
    top.value = scroller.value?.scrollTop ?? 0
    height.value = scroller.value?.clientHeight ?? 0
  }

  /** Scrolls no further than needed to have a row in sight. */
  function reveal(index: number): void {
    const element = scroller.value
    if (element === null || index < 0) return
    const from = index * rowHeight
    if (from < element.scrollTop) element.scrollTop = from
    else if (from + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = from + rowHeight - element.clientHeight
    measure()
  }

  const observer = new ResizeObserver(measure)
  onMounted(() => {
    measure()
    if (scroller.value !== null) observer.observe(scroller.value)
  })
  onBeforeUnmount(() => observer.disconnect())

  return {
    first,
    last,
    /** How many rows the keys for pages move by. */
    page: computed(() => Math.max(1, Math.floor(height.value / rowHeight) - 1)),
    measure,
    reveal,
  }
}

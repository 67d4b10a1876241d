import { computed, onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** How many items of a list are unseen: all after the last one whose end was on screen. */
export const unseenAfter = (count: number, furthest: number): number => Math.max(0, count - 1 - furthest)

/**
 * Tracks how much of a list was seen. An item counts as seen when its end was visible in all scroll containers. Ends
 * are elements with `data-end` in the root, in the order of the list, which must not change.
 */
export function useSeenItems(root: Readonly<Ref<HTMLElement | null>>, count: () => number) {
  const furthest = ref(-1)
  let observer: IntersectionObserver | null = null

  onMounted(() => {
    const ends = [...(root.value?.querySelectorAll('[data-end]') ?? [])]
    const places = new Map(ends.map((end, at) => [end, at]))
    observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) furthest.value = Math.max(furthest.value, places.get(target) ?? -1)
      }
    })
    for (const end of ends) observer.observe(end)
  })
  onBeforeUnmount(() => observer?.disconnect())

  return { unseen: computed(() => unseenAfter(count(), furthest.value)) }
}

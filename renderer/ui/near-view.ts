/** How far beyond the view something is near, so that Tab and the wheel find it there already. */
const margin = '400px'

/** Tells elements whether they are near the view; in its own window, or in whatever scrolls around them. */
export interface NearView {
  /** Calls back with whether it is near, at once after the next layout and whenever that changes. */
  watch: (element: Element, tell: (isNear: boolean) => void) => void
  forget: (element: Element) => void
  end: () => void
}

/** One observer for a whole list. */
export function createNearView(): NearView {
  const listeners = new WeakMap<Element, (isNear: boolean) => void>()
  const observer = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) listeners.get(target)?.(isIntersecting)
    },
    // The margin of the window alone would not reach beyond what scrolls within it.
    { rootMargin: margin, scrollMargin: margin },
  )
  return {
    watch(element, tell) {
      listeners.set(element, tell)
      observer.observe(element)
    },
    forget: (element) => observer.unobserve(element),
    end: () => observer.disconnect(),
  }
}

/** The distance at which something is near the viewport, so that Tab and the wheel already find it. */
const margin = '400px'

/** Tells elements whether they are near the viewport of their own window or scroll container. */
export interface NearView {
  /** Calls back with whether it is near, after the next layout and on every change. */
  watch: (element: Element, tell: (isNear: boolean) => void) => void
  forget: (element: Element) => void
  end: () => void
}

/** Uses one observer for a whole list. */
export function createNearView(): NearView {
  const listeners = new WeakMap<Element, (isNear: boolean) => void>()
  const observer = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) listeners.get(target)?.(isIntersecting)
    },
    // The root margin alone doesn't apply to nested scroll containers.
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

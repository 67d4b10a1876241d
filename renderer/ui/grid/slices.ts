/** How work that is long is done in slices, between which the window answers. */
export interface Slicing {
  /** Milliseconds of work in one go. */
  budget: number
  now: () => number
  /** Lets the window breathe before it goes on. */
  pause: (goOn: () => void) => void
}

export const windowSlicing: Slicing = {
  budget: 10,
  now: () => performance.now(),
  pause: (goOn) => void setTimeout(goOn, 0),
}

/**
 * Works until the steps end, as many in one go as the budget allows, and then tells what came of it. The first slice is
 * worked at once. The result stops it: nothing is told anymore.
 */
export function workInSlices<R>(
  steps: Iterator<undefined, R>,
  finish: (result: R) => void,
  slicing: Slicing = windowSlicing,
): () => void {
  let isStopped = false
  function work(): void {
    if (isStopped) return
    const start = slicing.now()
    for (;;) {
      const step = steps.next()
      if (step.done === true) {
        finish(step.value)
        return
      }
      if (slicing.now() - start > slicing.budget) {
        slicing.pause(work)
        return
      }
    }
  }
  work()
  return () => void (isStopped = true)
}

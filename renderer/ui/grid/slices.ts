/** How long work is split into slices, so that the window stays responsive. */
export interface Slicing {
  /** Milliseconds of work per slice. */
  budget: number
  now: () => number
  /** Lets the window handle events before continuing. */
  pause: (goOn: () => void) => void
}

export const windowSlicing: Slicing = {
  budget: 10,
  now: () => performance.now(),
  pause: (goOn) => void setTimeout(goOn, 0),
}

/**
 * Runs the steps in slices within the budget, and then reports the result. The first slice runs synchronously. Returns
 * a function that cancels it without a report.
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

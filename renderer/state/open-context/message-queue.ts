/**
 * Processes messages in order, one batch per frame: about `most` rows per frame, so that no frame is late. `take`
 * returns the number of rows in a message; `settle` is called after each batch. A hidden window has no frames, and its
 * timers run as rarely as once a minute, so that it takes all messages at once.
 */
export function createMessageQueue<M>(needs: {
  schedule: (callback: () => void) => void
  /** Milliseconds that a new message may wait for others before the frame is requested. 0: none. */
  patience: () => number
  most: number
  isHidden: () => boolean
  take: (message: M) => number
  settle: () => void
}) {
  let queue: M[] = []
  let isScheduled = false
  let waiting: ReturnType<typeof setTimeout> | undefined

  function takeUpTo(most: number): void {
    let [taken, rows] = [0, 0]
    for (const message of queue) {
      if (rows >= most) break
      rows += needs.take(message)
      taken += 1
    }
    queue = queue.slice(taken)
    needs.settle()
  }

  function onFrame(): void {
    isScheduled = false
    takeUpTo(needs.isHidden() ? Infinity : needs.most)
    if (queue.length > 0) scheduleFrame()
  }

  function scheduleFrame(): void {
    if (isScheduled) return
    isScheduled = true
    needs.schedule(onFrame)
  }

  function stopWaiting(): void {
    clearTimeout(waiting)
    waiting = undefined
  }

  function gather(milliseconds: number): void {
    waiting ??= setTimeout(() => {
      stopWaiting()
      scheduleFrame()
    }, milliseconds)
  }

  return {
    push(message: M): void {
      queue.push(message)
      const milliseconds = needs.patience()
      if (milliseconds > 0) gather(milliseconds)
      else scheduleFrame()
    },
    /** Processes all waiting messages immediately. */
    flush: () => takeUpTo(Infinity),
    clear(): void {
      stopWaiting()
      queue = []
    },
  }
}

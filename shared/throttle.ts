/**
 * Does something when it is asked for, but not more often than every `span` milliseconds: what is asked for too soon
 * is done once at the end of the span. `stop` is for good: nothing is done anymore, whatever is asked for.
 */
export function throttle(span: number, run: () => void): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  let isStopped = false
  const goOn = () => {
    timer = undefined
    last = performance.now()
    run()
  }
  return {
    ask(): void {
      if (timer !== undefined || isStopped) return
      // Never within what asks: of many changes in a row all are in.
      timer = setTimeout(goOn, Math.max(0, last + span - performance.now()))
    },
    stop(): void {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

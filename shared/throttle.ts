/**
 * Runs something on request, but at most once every `span` milliseconds: requests that come too soon are combined into
 * one run at the end of the span. `stop` is final.
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
      // Never synchronously, so that one run covers several changes in a row.
      timer = setTimeout(goOn, Math.max(0, last + span - performance.now()))
    },
    stop(): void {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

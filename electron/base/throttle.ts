/** Calls at once and then at most so often, the last time always. */
export function throttle(milliseconds: number, signal: AbortSignal, call: () => void): () => void {
  let timer: NodeJS.Timeout | null = null
  let isDue = false
  const run = () => {
    timer = null
    if (!isDue || signal.aborted) return
    isDue = false
    call()
    timer = setTimeout(run, milliseconds)
  }
  return () => {
    isDue = true
    if (timer === null) run()
  }
}

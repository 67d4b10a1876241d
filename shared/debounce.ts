/**
 * Runs something once `pause` milliseconds have passed since the last request. `flush` runs it now if it was requested.
 * `cancel` drops the request.
 */
export function debounce(pause: number, run: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  function cancel(): void {
    clearTimeout(timer)
    timer = undefined
  }
  function flush(): void {
    if (timer === undefined) return
    cancel()
    run()
  }
  return {
    ask(): void {
      cancel()
      timer = setTimeout(flush, pause)
    },
    flush,
    cancel,
  }
}

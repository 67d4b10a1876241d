/** Calls back before the next frame, or shortly after where the window paints none (it is hidden). */
export function onNextFrame(callback: () => void): void {
  let isCalled = false
  const once = () => {
    if (isCalled) return
    isCalled = true
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    callback()
  }
  const frame = requestAnimationFrame(once)
  const timer = setTimeout(once, 100)
}

/** Calls back once the next frame is painted, in its own task: what waits in the meantime, as a key, comes first. */
export function onNextPaint(callback: () => void): void {
  onNextFrame(() => setTimeout(callback))
}

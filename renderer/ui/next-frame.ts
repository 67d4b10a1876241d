/** Calls back before the next frame, or shortly after if the window paints none (it is hidden). */
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

/** Calls back after the next frame was painted, in a separate task, so that pending events such as keys come first. */
export function onNextPaint(callback: () => void): void {
  onNextFrame(() => setTimeout(callback))
}

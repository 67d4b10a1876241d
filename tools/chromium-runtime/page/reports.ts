import type { PageGlobals } from './globals.ts'

/** What the page sees of its window: outer bounds and the screen, in CSS pixels. */
export interface WindowReport {
  bounds: { x: number; y: number; width: number; height: number }
  screen: { width: number; height: number }
  workArea: { x: number; y: number; width: number; height: number }
  scaleFactor: number
  isFocused: boolean
  isDark: boolean
}

/** Runs in the preload's world: tells the main process what DevTools does not tell about the window. */
export function reportWindow(post: (text: string) => void): void {
  const page = globalThis as unknown as PageGlobals
  const dark = page.matchMedia('(prefers-color-scheme: dark)')
  let before = ''

  function report(): void {
    const { screen, screenX, screenY, outerWidth, outerHeight, devicePixelRatio } = page
    const text = JSON.stringify({
      bounds: { x: screenX, y: screenY, width: outerWidth, height: outerHeight },
      screen: { width: screen.width, height: screen.height },
      workArea: {
        x: screen.availLeft,
        y: screen.availTop,
        width: screen.availWidth,
        height: screen.availHeight,
      },
      scaleFactor: devicePixelRatio,
      isFocused: page.document.hasFocus(),
      isDark: dark.matches,
    })
    if (text === before) return
    before = text
    post(`["report",${text}]`)
  }

  // A move of the window has no event: the pointer or the focus comes back to the page after one.
  for (const type of ['focus', 'blur', 'resize', 'pointerenter', 'mouseover', 'pagehide']) {
    page.window.addEventListener(type, report, { capture: true, passive: true })
  }
  dark.addEventListener('change', report)
  page.window.addEventListener('beforeunload', (event) => {
    report()
    // Makes the browser ask, and the question comes to the main process as a chance to keep the window open.
    event.preventDefault()
  })
  report()
}

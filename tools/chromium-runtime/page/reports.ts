import type { PageGlobals } from './globals.ts'

/** The window as the page sees it: outer bounds and the screen, in CSS pixels. */
export interface WindowReport {
  bounds: { x: number; y: number; width: number; height: number }
  screen: { width: number; height: number }
  workArea: { x: number; y: number; width: number; height: number }
  scaleFactor: number
  isFocused: boolean
  isDark: boolean
}

/** Runs in the preload world: reports what DevTools doesn't about the window. */
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

  // Moving the window has no event, but afterwards the pointer or the focus returns to the page.
  for (const type of ['focus', 'blur', 'resize', 'pointerenter', 'mouseover', 'pagehide']) {
    page.window.addEventListener(type, report, { capture: true, passive: true })
  }
  dark.addEventListener('change', report)
  page.window.addEventListener('beforeunload', (event) => {
    report()
    // Makes the browser ask. The main process gets the question, so that it can keep the window open.
    event.preventDefault()
  })
  report()
}

import type { EventEmitter } from 'node:events'
import type { Session } from '../browser/pipe.ts'
import type { WindowReport } from '../page/reports.ts'

/** Outer bounds of a window, in device-independent pixels. */
export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

type WindowState = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

interface Wish {
  first: Rectangle
  minWidth: number
  minHeight: number
  /** The window whose listeners are notified. */
  events: EventEmitter
  /** Runs as soon as the browser's window exists. */
  whenOpen: (use: (browser: Session, windowId: number) => void) => void
}

/** How long a window may be dragged below its minimum size before it is enlarged, in milliseconds. */
const dragPause = 200

/** Size, position and state of a window: sets them and returns them synchronously. */
export function createBounds({ first, minWidth, minHeight, events, whenOpen }: Wish) {
  let now = first
  let normal = first
  let state: WindowState = 'normal'
  let isFocused = false
  let growing: NodeJS.Timeout | undefined

  function setState(next: WindowState): void {
    whenOpen((browser, windowId) => {
      browser.post('Browser.setWindowBounds', { windowId, bounds: { windowState: next } })
      ask()
    })
    changeState(next)
  }

  function changeState(next: WindowState): void {
    const before = state
    state = next
    if (before === next) return
    if (before === 'minimized') events.emit('restore')
    if (before === 'maximized') events.emit('unmaximize')
    if (next === 'minimized') events.emit('minimize')
    if (next === 'maximized') events.emit('maximize')
  }

  function changeBounds(next: Rectangle): void {
    const before = now
    now = next
    if (next.width !== before.width || next.height !== before.height) events.emit('resize')
    if (next.x !== before.x || next.y !== before.y) {
      events.emit('move')
      events.emit('moved')
    }
  }

  function setBounds(wish: Partial<Rectangle>): void {
    const next = { ...now, ...wish }
    const bounds = {
      left: next.x,
      top: next.y,
      width: Math.max(next.width, minWidth),
      height: Math.max(next.height, minHeight),
    }
    normal = { ...next, width: bounds.width, height: bounds.height }
    changeBounds(normal)
    whenOpen((browser, windowId) => browser.post('Browser.setWindowBounds', { windowId, bounds }))
  }

  /** DevTools sends no event for it, so it is requested whenever the page noticed something. */
  function ask(): void {
    whenOpen((browser, windowId) => {
      browser
        .send('Browser.getWindowBounds', { windowId })
        .then(({ bounds }) => {
          const { left: x = now.x, top: y = now.y, width = now.width, height = now.height } = bounds
          changeState(bounds.windowState ?? 'normal')
          if (state !== 'minimized') changeBounds({ x, y, width, height })
          if (state !== 'normal') return
          normal = now
          growIfSmall()
        })
        .catch(() => undefined)
    })
  }

  function growIfSmall(): void {
    clearTimeout(growing)
    if (now.width >= minWidth && now.height >= minHeight) return
    growing = setTimeout(() => setBounds({}), dragPause)
    growing.unref()
  }

  return {
    setBounds,
    setState,
    current: () => ({ ...now }),
    normal: () => ({ ...normal }),
    state: () => state,
    isFocused: () => isFocused,
    refresh: ask,
    take(report: WindowReport): void {
      const isMove = report.bounds.width === now.width && report.bounds.height === now.height
      if (isMove && state === 'normal') {
        changeBounds(report.bounds)
        normal = now
      }
      if (report.isFocused !== isFocused) {
        isFocused = report.isFocused
        events.emit(isFocused ? 'focus' : 'blur')
      }
      ask()
    },
  }
}

export type Bounds = ReturnType<typeof createBounds>

import type { EventEmitter } from 'node:events'
import { createEvent } from '../app/event.ts'
import type { RunningBrowser } from '../browser/start.ts'

interface Deps {
  /** The `BrowserWindow` whose `close` and `closed` listeners are called. */
  events: EventEmitter
  browser: RunningBrowser
  targetId: () => string | null
  /** Runs between the page's end and `closed`. */
  onDestroyed: () => void
  /** Runs when all listeners were notified. */
  onGone: () => void
}

/** How a window ends: requested by its user or the application, or unconditionally when its page is gone. */
export function createClosing({ events, browser, targetId, onDestroyed, onGone }: Deps) {
  let isDestroyed = false
  let wasAllowed = false

  /** Calls the `close` listeners. False if one of them keeps the window open. */
  function ask(): boolean {
    const event = createEvent()
    events.emit('close', event)
    wasAllowed = !event.defaultPrevented
    return wasAllowed
  }

  function finish(): void {
    if (isDestroyed) return
    // Closed by the browser itself: too late to prevent, but its listeners expect the event.
    if (!wasAllowed) ask()
    isDestroyed = true
    onDestroyed()
    events.emit('closed')
    onGone()
  }

  function destroy(): void {
    const target = targetId()
    if (isDestroyed) return
    wasAllowed = true
    if (target === null) finish()
    else browser.pipe.post('Target.closeTarget', { targetId: target })
  }

  return {
    ask,
    finish,
    destroy,
    isDestroyed: () => isDestroyed,
    /** Like a click on the close button. False if a `close` listener prevented it. */
    request(): boolean {
      if (isDestroyed) return true
      if (!ask()) return false
      destroy()
      return true
    },
  }
}

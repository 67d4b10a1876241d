import type { EventEmitter } from 'node:events'
import { createEvent } from '../app/event.ts'
import type { RunningBrowser } from '../browser/start.ts'

interface Deps {
  /** The `BrowserWindow`, whose listeners of `close` and `closed` are asked and told. */
  events: EventEmitter
  browser: RunningBrowser
  targetId: () => string | null
  /** Runs between the page's end and `closed`. */
  onDestroyed: () => void
  /** Runs when all are told. */
  onGone: () => void
}

/** How a window ends: asked by its user or the application, or without a question when its page is gone. */
export function createClosing({ events, browser, targetId, onDestroyed, onGone }: Deps) {
  let isDestroyed = false
  let wasAllowed = false

  /** Asks the listeners of `close`; false when one of them wants the window to stay. */
  function ask(): boolean {
    const event = createEvent()
    events.emit('close', event)
    wasAllowed = !event.defaultPrevented
    return wasAllowed
  }

  function finish(): void {
    if (isDestroyed) return
    // Closed by the browser itself: too late to prevent it, but its listeners still count on being told.
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
    /** As a click on the close button: false when a listener of `close` prevented it. */
    request(): boolean {
      if (isDestroyed) return true
      if (!ask()) return false
      destroy()
      return true
    },
  }
}

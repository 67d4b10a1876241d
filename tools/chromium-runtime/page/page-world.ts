import { createEndpoint, endpointParts } from './endpoint.ts'
import { scriptOf, type PageGlobals } from './globals.ts'
import { openEvent, replaceOpen } from './popups.ts'

/** Runs in the page's world before its first script: waits for the preload world to pass the node. */
function waitForPreload(handshake: string, openType: string): void {
  const page = globalThis as unknown as PageGlobals
  if (page.window !== page.top) return

  function freeze(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    for (const part of Object.values(value)) freeze(part)
    return Object.freeze(value)
  }

  function define(name: string, value: unknown): void {
    Object.defineProperty(globalThis, name, { value: freeze(value), enumerable: true })
  }

  page.document.addEventListener(
    handshake,
    (event) => {
      event.stopImmediatePropagation()
      const node = (event as Event & { relatedTarget: EventTarget }).relatedTarget
      createEndpoint(node, 'to-preload', 'to-page', define)
      replaceOpen(node, openType)
    },
    { once: true, capture: true },
  )
}

/** The script of the page's world. `handshake` names an event that precedes any script of the page. */
export function pageWorldScript(handshake: string): string {
  return scriptOf(waitForPreload, [handshake, openEvent], [...endpointParts, replaceOpen])
}

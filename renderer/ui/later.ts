import { defineAsyncComponent, type Component } from 'vue'

type Load = () => Promise<{ default: Component }>

const loads = new Set<Load>()
/** Milliseconds after which a part is loaded even if the window is busy. Typing before a dialog exists is lost. */
const longestWait = 200

/** Registers code that the first rows don't need. It loads on first use, or with `loadLater`. */
export function later<L extends Load>(load: L): L {
  loads.add(load)
  return load
}

/** A component with code that loads like that. */
export const laterComponent = <C extends Component>(load: () => Promise<{ default: C }>): C =>
  defineAsyncComponent<C>(later(load))

/** Loads all of that code while the window is idle, so that showing it needs no waiting. */
export async function loadLater(): Promise<void> {
  for (const load of loads) {
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: longestWait }))
    // After a failure it is loaded again when needed.
    await load().catch(() => undefined)
  }
}

import { defineAsyncComponent, type Component } from 'vue'

type Load = () => Promise<{ default: Component }>

const loads = new Set<Load>()
/** Milliseconds until a piece is read although the window is busy: what is typed before a dialog is there is lost. */
const longestWait = 200

/** Remembers code that the first rows don't need. It comes when it is first called for, or with `loadLater`. */
export function later<L extends Load>(load: L): L {
  loads.add(load)
  return load
}

/** A component whose code comes then. */
export const laterComponent = <C extends Component>(load: () => Promise<{ default: C }>): C =>
  defineAsyncComponent<C>(later(load))

/** Reads all that code while the window has nothing else to do, so that nothing has to be waited for when it is shown. */
export async function loadLater(): Promise<void> {
  for (const load of loads) {
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: longestWait }))
    // What fails is tried again when it is shown.
    await load().catch(() => undefined)
  }
}

/** What the application's lifecycle needs of a window. */
export interface OpenWindow {
  id: number
  focus: () => void
  /** Asks like a click on the close button. False if a `close` listener prevented it. */
  requestClose: () => boolean
  destroy: () => void
}

/** The open windows, and the browsers of closed ones that must still end. */
export function createWindows<W extends OpenWindow>() {
  const open = new Set<W>()
  const ending = new Set<Promise<void>>()
  const waiting: (() => void)[] = []
  const listeners: (() => void)[] = []
  let lastId = 0

  return {
    nextId: () => ++lastId,
    all: () => [...open],
    add: (window: W) => void open.add(window),
    remove: (window: W) => {
      if (!open.delete(window) || open.size > 0) return
      for (const resolve of waiting.splice(0)) resolve()
      for (const listener of listeners) listener()
    },
    /** Keeps the process alive until the work is done. */
    awaitEnd: (work: Promise<void>) => {
      const kept = work.finally(() => ending.delete(kept))
      ending.add(kept)
    },
    onAllClosed: (listener: () => void) => void listeners.push(listener),
    allClosed: () =>
      open.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve)),
    allGone: async () => {
      await Promise.allSettled([...ending])
    },
  }
}

export type Windows<W extends OpenWindow> = ReturnType<typeof createWindows<W>>

type Listener = (event: object, ...values: unknown[]) => void

/** `ipcRenderer` in the preload world, and the two functions by which the main process answers it. */
export function createRendererIpc(
  post: (text: string) => void,
  pack: (value: unknown) => string,
  unpack: (text: string) => unknown,
  reportException: (error: unknown) => void,
) {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const listeners = new Map<string, Listener[]>()
  let last = 0

  function packAll(values: unknown[]): string[] {
    // Electron rejects what structuredClone rejects: functions, proxies, nodes.
    return values.map((value) => pack(typeof value === 'string' ? value : structuredClone(value)))
  }

  function remove(channel: string, listener: Listener): void {
    const those = listeners.get(channel) ?? []
    listeners.set(
      channel,
      those.filter((known) => known !== listener && (known as { once?: Listener }).once !== listener),
    )
  }

  const ipcRenderer = {
    invoke: (channel: string, ...values: unknown[]) =>
      new Promise((resolve, reject) => {
        const texts = packAll(values)
        waiting.set(++last, { resolve, reject })
        post(JSON.stringify(['invoke', last, channel, ...texts]))
      }),
    send: (channel: string, ...values: unknown[]) =>
      post(JSON.stringify(['send', 0, channel, ...packAll(values)])),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    once: (channel: string, listener: Listener) => {
      const wrapped: Listener & { once?: Listener } = (event, ...values) => {
        remove(channel, listener)
        listener(event, ...values)
      }
      wrapped.once = listener
      return ipcRenderer.on(channel, wrapped)
    },
    off: (channel: string, listener: Listener) => {
      remove(channel, listener)
      return ipcRenderer
    },
    addListener: (channel: string, listener: Listener) => ipcRenderer.on(channel, listener),
    removeListener: (channel: string, listener: Listener) => ipcRenderer.off(channel, listener),
    removeAllListeners: (channel: string) => {
      listeners.delete(channel)
      return ipcRenderer
    },
  }

  return {
    ipcRenderer,
    /** The main process's answer to a call. */
    answer: (number: number, isFine: boolean, text: string) => {
      const waiter = waiting.get(number)
      waiting.delete(number)
      if (isFine) waiter?.resolve(unpack(text))
      else waiter?.reject(new Error(text))
    },
    /** A message that the main process sent on its own. */
    event: (channel: string, ...texts: string[]) => {
      for (const listener of listeners.get(channel) ?? []) {
        try {
          listener({ sender: ipcRenderer, ports: [] }, ...texts.map((text) => unpack(text)))
        } catch (error) {
          // One listener's exception is an error of the page, and must not stop the others.
          reportException(error)
        }
      }
    },
  }
}

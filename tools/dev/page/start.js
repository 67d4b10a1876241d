/* global document, location, fetch */

/**
 * Runs in the page of `npm run dev` before all else. The page may open no connection but to its own files, so what
 * Vite's client takes for a WebSocket asks by requests of those: a long one that waits for messages.
 */
{
  const room = '/@credenza'
  const pause = 1000
  const after = (time) => new Promise((resolve) => setTimeout(resolve, time))

  class MessageSocket extends EventTarget {
    static CONNECTING = 0
    static OPEN = 1
    static CLOSING = 2
    static CLOSED = 3
    OPEN = 1
    readyState = 0

    constructor() {
      super()
      void this.#listen()
    }

    async #listen() {
      let next = await this.#ask('')
      while (next === null) {
        await after(pause)
        next = await this.#ask('')
      }
      if (this.readyState !== 0) return
      this.readyState = 1
      this.dispatchEvent(new Event('open'))
      while (this.readyState === 1) {
        const got = await this.#ask(`?after=${next.next}`)
        if (got === null) await after(pause)
        else next = got
        for (const message of got?.messages ?? []) {
          this.dispatchEvent(new MessageEvent('message', { data: message }))
        }
      }
    }

    /** What came, and the number to go on from; `null` while nobody answers. */
    async #ask(from) {
      try {
        const answer = await fetch(`${room}/messages${from}`)
        return answer.ok ? await answer.json() : null
      } catch {
        return null
      }
    }

    send(message) {
      fetch(`${room}/send`, { method: 'POST', body: message }).catch(() => undefined)
    }

    close() {
      this.readyState = 3
      this.dispatchEvent(new Event('close'))
    }
  }
  globalThis.WebSocket = MessageSocket

  // After a restart the page comes back to where it was.
  const route = document.currentScript?.dataset.route ?? ''
  if (route !== '' && location.hash === '') location.hash = route
}

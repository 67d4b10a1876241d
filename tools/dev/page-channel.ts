import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HotChannel, HotPayload } from 'vite'

/** The window's state that a restart restores. */
interface Place {
  /** '' for none. */
  context: string
  /** The page's URL after its file, such as `#/settings`. */
  route: string
}

/** How long a request waits for messages, in milliseconds. */
const patience = 20_000
const mostKept = 200
const longestBody = 1_000_000

type Listener = (data: unknown, client: { send: (payload: HotPayload) => void }) => void

/** Vite's channel to the page: messages that the page polls for. */
export function createPageChannel() {
  const kept: { number: number; text: string }[] = []
  const waiting = new Set<() => void>()
  const listeners = new Map<string, Set<Listener>>()
  let last = 0
  let hasPage = false
  let place: Place = { context: '', route: '' }

  function send(payload: HotPayload): void {
    kept.push({ number: ++last, text: JSON.stringify(payload) })
    kept.splice(0, kept.length - mostKept)
    wake()
  }
  function wake(): void {
    for (const each of waiting) each()
  }

  async function messages(url: URL, answer: ServerResponse): Promise<void> {
    hasPage = true
    const after = url.searchParams.get('after')
    const from = after === null ? last : Number(after)
    if (after !== null && from === last) await somethingNew(answer)
    const found = kept.filter(({ number }) => number > from).map(({ text }) => text)
    answer.setHeader('content-type', 'application/json').end(JSON.stringify({ next: last, messages: found }))
  }

  function somethingNew(answer: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, patience)
      waiting.add(done)
      answer.once('close', done)
    })
  }

  function receive(text: string): void {
    const message = JSON.parse(text) as { type?: unknown; event?: unknown; data?: unknown }
    if (message.type !== 'custom' || typeof message.event !== 'string') return
    for (const listener of listeners.get(message.event) ?? []) listener(message.data, { send })
  }

  function takePlace(text: string): void {
    const { context, route } = JSON.parse(text) as Partial<Record<keyof Place, unknown>>
    if (typeof context !== 'string' || typeof route !== 'string' || !/^(#\/[^\s<>"']*)?$/.test(route)) return
    place = { context: context === '' ? place.context : context, route }
  }

  async function answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(path, 'http://localhost')
    if (url.pathname === '/messages') return messages(url, response)
    const text = await bodyOf(request)
    if (url.pathname === '/send') receive(text)
    else if (url.pathname === '/place') takePlace(text)
    else response.statusCode = 404
    response.end()
  }

  const channel: HotChannel = {
    send,
    on: (event: string, listener: Listener) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener))
    },
    off: (event, listener) => void listeners.get(event)?.delete(listener as Listener),
    listen: () => undefined,
    close: wake,
  }
  return {
    channel,
    send,
    /** Answers a request of the page for `path` below the channel's folder. */
    answer(path: string, request: IncomingMessage, response: ServerResponse): void {
      answer(path, request, response).catch(() => {
        response.statusCode = 400
        response.end()
      })
    },
    place: (): Place => place,
    /** Whether a page has ever asked. */
    hasPage: () => hasPage,
  }
}

export type PageChannel = ReturnType<typeof createPageChannel>

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) {
    text += piece as string
    if (text.length > longestBody) throw new Error('A message of the page is too long.')
  }
  return text
}

/** What listeners of `session.webRequest` receive about a request. */
export interface RequestDetails {
  id: number
  url: string
  method: string
  webContentsId: number
  resourceType: 'mainFrame' | 'subFrame' | 'stylesheet' | 'script' | 'image' | 'font' | 'xhr' | 'other'
  referrer: string
  timestamp: number
}

/** The decision of an `onBeforeRequest` listener. */
interface Verdict {
  cancel?: boolean
  redirectURL?: string
}

interface HeadersDetails extends RequestDetails {
  statusCode: number
  responseHeaders: Record<string, string[]>
}

interface HeadersVerdict {
  responseHeaders?: Record<string, string | string[]>
}

type Listener<D, V> = (details: D, callback: (verdict: V) => void) => void
interface Filter {
  urls: string[]
}

/** `session.webRequest`: one listener per event, as in Electron. A filter's URLs may contain `*`. */
export function createWebRequest() {
  const before = createSlot<RequestDetails, Verdict>()
  const received = createSlot<HeadersDetails, HeadersVerdict>()

  return {
    face: { onBeforeRequest: before.set, onHeadersReceived: received.set },
    beforeRequest: (details: RequestDetails): Promise<Verdict> => before.ask(details, {}),
    headersReceived: async (details: HeadersDetails): Promise<Record<string, string[]>> => {
      const verdict = await received.ask(details, {})
      const headers = verdict.responseHeaders ?? details.responseHeaders
      return Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]),
      )
    },
  }
}

export type WebRequest = ReturnType<typeof createWebRequest>

function createSlot<D extends { url: string }, V>() {
  let slot: { listener: Listener<D, V>; filter: Filter } | null = null

  function set(listener: Listener<D, V> | null): void
  function set(filter: Filter, listener: Listener<D, V> | null): void
  function set(first: Filter | Listener<D, V> | null, second?: Listener<D, V> | null): void {
    const listener = typeof first === 'function' ? first : (second ?? null)
    const filter = first !== null && typeof first === 'object' ? first : { urls: ['*'] }
    slot = listener === null ? null : { listener, filter }
  }

  return {
    set,
    ask: (details: D, otherwise: V): Promise<V> => {
      const { listener, filter } = slot ?? {}
      if (listener === undefined || !matches(filter?.urls ?? [], details.url))
        return Promise.resolve(otherwise)
      return new Promise((resolve) => listener(details, resolve))
    },
  }
}

function matches(patterns: readonly string[], url: string): boolean {
  return patterns.some((pattern) => {
    if (pattern === '<all_urls>') return true
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(`^${parts.join('.*')}$`, 's').test(url)
  })
}

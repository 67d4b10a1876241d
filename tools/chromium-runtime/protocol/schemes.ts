/** Serves one request of a scheme, as given to `protocol.handle`. */
export type SchemeHandler = (request: Request) => Response | Promise<Response>

/**
 * The application's own schemes. The browser knows `app://host/path` as `https://host.app.localhost/path`, which is
 * a secure context with its own origin; nothing of it is ever resolved or requested from a network.
 */
export function createSchemes() {
  const handlers = new Map<string, SchemeHandler>()
  const isOwn = (scheme: string | undefined) => scheme !== undefined && handlers.has(scheme)

  return {
    handle(scheme: string, handler: SchemeHandler): void {
      if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} already has a handler.`)
      if (!/^[a-z][a-z0-9-]*$/.test(scheme)) throw new Error(`“${scheme}” can't be part of a host name.`)
      handlers.set(scheme, handler)
    },
    unhandle: (scheme: string) => void handlers.delete(scheme),
    isHandled: (scheme: string) => handlers.has(scheme),
    handlerOf: (ownUrl: string): SchemeHandler | null =>
      handlers.get(/^([a-z][a-z0-9-]*):/.exec(ownUrl)?.[1] ?? '') ?? null,
    /** `app://host/path` as the browser knows it; other addresses stay. */
    toBrowser(url: string): string {
      const [, scheme, host, rest] = /^([a-z][a-z0-9-]*):\/\/([^/?#]+)(.*)$/s.exec(url) ?? []
      return isOwn(scheme) ? `https://${host}.${scheme}.localhost${rest === '' ? '/' : rest}` : url
    },
    /** What the browser knows, in the application's words; other addresses stay, also inside `blob:`. */
    toOwn(url: string): string {
      const [, blob, host, scheme, rest] =
        /^(blob:)?https:\/\/([^/?#]+)\.([a-z][a-z0-9-]*)\.localhost(?=[/?#]|$)(.*)$/s.exec(url) ?? []
      return isOwn(scheme) ? `${blob ?? ''}${scheme}://${host}${rest}` : url
    },
  }
}

export type Schemes = ReturnType<typeof createSchemes>

/** The origin of an address in the application's words: `app://host`, or `null` as text for opaque ones. */
export function originOf(ownUrl: string): string {
  const own = /^(?:blob:)?([a-z][a-z0-9+.-]*:\/\/[^/?#]+)/.exec(ownUrl)?.[1]
  return own ?? 'null'
}

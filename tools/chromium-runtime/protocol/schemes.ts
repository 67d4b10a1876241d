/** Serves one request of a scheme, as passed to `protocol.handle`. */
type SchemeHandler = (request: Request) => Response | Promise<Response>

/**
 * The application's own schemes. The browser knows `app://host/path` as `https://host.app.localhost/path`, a secure
 * context with its own origin. It is never resolved or requested from a network.
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
    /** Converts `app://host/path` for the browser. Other URLs are unchanged. */
    toBrowser(url: string): string {
      const [, scheme, host, rest] = /^([a-z][a-z0-9-]*):\/\/([^/?#]+)(.*)$/s.exec(url) ?? []
      return isOwn(scheme) ? `https://${host}.${scheme}.localhost${rest === '' ? '/' : rest}` : url
    },
    /** Converts the browser's URL for the application, also inside `blob:`. Other URLs are unchanged. */
    toOwn(url: string): string {
      const [, blob, host, scheme, rest] =
        /^(blob:)?https:\/\/([^/?#]+)\.([a-z][a-z0-9-]*)\.localhost(?=[/?#]|$)(.*)$/s.exec(url) ?? []
      return isOwn(scheme) ? `${blob ?? ''}${scheme}://${host}${rest}` : url
    },
  }
}

export type Schemes = ReturnType<typeof createSchemes>

/** The origin of a URL for the application: `app://host`, or the text `null` for opaque ones. */
export function originOf(ownUrl: string): string {
  const own = /^(?:blob:)?([a-z][a-z0-9+.-]*:\/\/[^/?#]+)/.exec(ownUrl)?.[1]
  return own ?? 'null'
}

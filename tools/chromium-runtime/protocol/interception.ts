import type { Session } from '../browser/pipe.ts'
import type { EventParameters } from '../browser/protocol-types.ts'
import type { RequestDetails, WebRequest } from '../session/web-request.ts'
import { originOf, type Schemes } from './schemes.ts'

type Paused = EventParameters<'Fetch.requestPaused'>

interface Deps {
  session: Session
  schemes: Schemes
  webRequest: WebRequest
  webContentsId: number
  /** Whether the main frame may navigate there, according to the application's listeners. */
  allowsNavigation: (ownUrl: string, isRedirect: boolean) => boolean
  isMainFrame: (frameId: string) => boolean
}

/** Answers every request of the page: own schemes by their handlers, all others with `BlockedByClient`. */
export function intercept(deps: Deps): void {
  const { session, schemes, webRequest } = deps
  const fail = (paused: Paused, errorReason: 'Aborted' | 'BlockedByClient' | 'Failed') =>
    session.post('Fetch.failRequest', { requestId: paused.requestId, errorReason })

  async function answer(paused: Paused): Promise<void> {
    const url = schemes.toOwn(paused.request.url)
    const isMainNavigation = paused.resourceType === 'Document' && deps.isMainFrame(paused.frameId)
    // Aborted keeps the current page. Any other reason would show the browser's error page.
    if (isMainNavigation && !deps.allowsNavigation(url, paused.redirectedRequestId !== undefined)) {
      fail(paused, 'Aborted')
      return
    }
    const details = detailsOf(paused, url, deps.webContentsId)
    const verdict = await webRequest.beforeRequest(details)
    const handler = schemes.handlerOf(url)
    if (verdict.cancel === true || handler === null) {
      fail(paused, 'BlockedByClient')
      return
    }
    if (verdict.redirectURL !== undefined) {
      redirect(paused, schemes.toBrowser(verdict.redirectURL))
      return
    }
    await fulfill(paused, await handler(requestOf(paused, url, schemes)), details)
  }

  function redirect(paused: Paused, location: string): void {
    session.post('Fetch.fulfillRequest', {
      requestId: paused.requestId,
      responseCode: 307,
      responseHeaders: [{ name: 'location', value: location }],
    })
  }

  async function fulfill(paused: Paused, response: Response, details: RequestDetails): Promise<void> {
    const headers: Record<string, string[]> = {}
    for (const [name, value] of response.headers) (headers[name] ??= []).push(value)
    const changed = await webRequest.headersReceived({
      ...details,
      statusCode: response.status,
      responseHeaders: headers,
    })
    const body = Buffer.from(await response.arrayBuffer())
    session.post('Fetch.fulfillRequest', {
      requestId: paused.requestId,
      responseCode: response.status,
      responseHeaders: Object.entries(changed).flatMap(([name, values]) =>
        values.map((value) => ({ name, value: name === 'location' ? schemes.toBrowser(value) : value })),
      ),
      body: body.toString('base64'),
    })
  }

  session.on('Fetch.requestPaused', (paused) => {
    answer(paused).catch((error: unknown) => {
      console.error(`chromium-runtime: ${schemes.toOwn(paused.request.url)} wasn’t served.`, error)
      fail(paused, 'Failed')
    })
  })
}

let lastRequest = 0

function detailsOf(paused: Paused, url: string, webContentsId: number): RequestDetails {
  return {
    id: ++lastRequest,
    url,
    method: paused.request.method,
    webContentsId,
    resourceType: resourceTypes[paused.resourceType] ?? 'other',
    referrer: paused.request.headers['Referer'] ?? '',
    timestamp: Date.now(),
  }
}

const resourceTypes: Partial<Record<Paused['resourceType'], RequestDetails['resourceType']>> = {
  Document: 'mainFrame',
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
}

function requestOf(paused: Paused, url: string, schemes: Schemes): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(paused.request.headers)) {
    const isAddress = /^(origin|referer)$/i.test(name)
    headers.set(name, isAddress ? ownAddress(value, name, schemes) : value)
  }
  const { method, postData } = paused.request
  const hasBody = postData !== undefined && method !== 'GET' && method !== 'HEAD'
  return new Request(url, { method, headers, ...(hasBody ? { body: postData } : {}) })
}

function ownAddress(value: string, header: string, schemes: Schemes): string {
  const own = schemes.toOwn(value)
  return /^origin$/i.test(header) ? originOf(own) : own
}

import { EventEmitter } from 'node:events'
import type { Schemes } from '../protocol/schemes.ts'
import { createWebRequest } from './web-request.ts'

/** `protocol`: the application's own schemes. */
export function createProtocol(schemes: Schemes) {
  return {
    registerSchemesAsPrivileged: () => undefined,
    handle: schemes.handle,
    unhandle: schemes.unhandle,
    isProtocolHandled: schemes.isHandled,
  }
}

export type ProtocolFace = ReturnType<typeof createProtocol>

/**
 * `session.defaultSession`. Permission handlers are accepted and never asked, for the browser itself denies every
 * permission; `will-download` never comes, for it denies every download.
 */
export function createDefaultSession(protocol: ProtocolFace) {
  const webRequest = createWebRequest()
  const face = Object.assign(new EventEmitter(), {
    protocol,
    webRequest: webRequest.face,
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    setDisplayMediaRequestHandler: () => undefined,
    setSpellCheckerEnabled: () => undefined,
    clearStorageData: () => Promise.resolve(),
    clearCache: () => Promise.resolve(),
  })
  return { face, webRequest }
}

export type DefaultSession = ReturnType<typeof createDefaultSession>['face']

import { EventEmitter } from 'node:events'
import { createSchemes, type Schemes } from '../protocol/schemes.ts'
import { createWebRequest } from './web-request.ts'

/** `protocol`: the application's own schemes. */
function createProtocol(schemes: Schemes) {
  return {
    registerSchemesAsPrivileged: () => undefined,
    handle: schemes.handle,
    unhandle: schemes.unhandle,
    isProtocolHandled: schemes.isHandled,
  }
}

/**
 * A session. Permission handlers are accepted but never called, since the browser denies all permissions; nor does
 * `will-download` occur, since it denies all downloads.
 */
function createSession() {
  const schemes = createSchemes()
  const webRequest = createWebRequest()
  const face = Object.assign(new EventEmitter(), {
    protocol: createProtocol(schemes),
    webRequest: webRequest.face,
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    setDisplayMediaRequestHandler: () => undefined,
    setSpellCheckerEnabled: () => undefined,
    clearStorageData: () => Promise.resolve(),
    clearCache: () => Promise.resolve(),
  })
  return { face, schemes, webRequest }
}

export type SessionParts = ReturnType<typeof createSession>
export type SessionFace = SessionParts['face']

/** `session`: the default one, and an in-memory one per named partition. */
export function createSessions() {
  const own = createSession()
  const partitions = new Map<string, SessionParts>()

  function ofPartition(name: string): SessionParts {
    if (name.startsWith('persist:')) throw new Error('chromium-runtime: no partition is kept on the disk.')
    const known = partitions.get(name) ?? createSession()
    partitions.set(name, known)
    return known
  }

  return {
    own,
    face: { defaultSession: own.face, fromPartition: (name: string) => ofPartition(name).face },
    /** The session of a window with these preferences. */
    of: (partition: string | undefined): SessionParts =>
      partition === undefined ? own : ofPartition(partition),
  }
}

export type Sessions = ReturnType<typeof createSessions>

import { fieldsOf } from '../core/models.ts'
import type { Send } from '../requests/requests.ts'
import { jsonSink } from '../requests/send-once.ts'
import { isNewer } from './resource-version.ts'
import { readVersion } from './store-version.ts'
import type { ListDeps } from './read-answer.ts'

/**
 * How a list can be read behind its first page other than in pages: as events of a watch that begin with all there is, or in
 * one piece from the server's watch cache. See docs/decisions/table-lists.md.
 */
export type RestWay = 'stream' | 'cache'

/** What one server can do with large lists, and what of it has failed. */
export interface ListAbilities {
  /** The ways that may be tried for a list whose first page has this version, the best one first. */
  waysFor: (about: { path: string; version: string; signal: AbortSignal }) => Promise<RestWay[]>
  /** A way has failed: over this connection it is not tried again. */
  drop: (way: RestWay) => void
}

export interface ListAbilitiesDeps {
  send: Send
  server: string
  limits: ListDeps['limits']
}

/** From this minor version of Kubernetes 1 on, a server can stream a list; it may be switched off. */
const streamsFrom = 32
/** From this one on, a server brings its cache up to date for a list that wants it so. */
const freshensFrom = 31
const versionKilobytes = 64

export function createListAbilities({ send, server, limits }: ListAbilitiesDeps): ListAbilities {
  const dropped = new Set<RestWay>()
  let minor: Promise<number> | null = null

  const readMinor = async (signal: AbortSignal) => {
    let told: unknown = null
    const sink = () => jsonSink(server, versionKilobytes * 1024, (json) => (told = json))
    const accept = 'application/json'
    await send({
      path: '/version',
      query: {},
      verb: 'get',
      accept,
      signal,
      limits,
      isOptional: true,
      sink,
    })
    return minorOf(told)
  }

  /** How far the cache that the server answers from has come: it says so at once. */
  const readCacheVersion = (path: string, signal: AbortSignal) =>
    readVersion(
      { send, limits },
      {
        path: oneObjectPath(path),
        query: { fieldSelector: `metadata.name=${noName}`, resourceVersion: '0' },
        signal,
        isOptional: true,
      },
    )

  return {
    waysFor: async ({ path, version, signal }) => {
      try {
        minor ??= readMinor(signal)
        const known = await minor
        const ways: RestWay[] = known >= streamsFrom ? ['stream', 'cache'] : ['cache']
        const left = ways.filter((way) => !dropped.has(way))
        if (known >= freshensFrom || left.length === 0) return left
        // An older server waits three seconds for what its cache may never be told, and then refuses.
        return isNewer(version, await readCacheVersion(path, signal)) ? [] : left
      } catch {
        // Who can't be asked is asked for pages; whether a cancel or a right that was lost: the pages tell.
        minor = null
        return []
      }
    },
    drop: (way) => void dropped.add(way),
  }
}

/** The minor version of Kubernetes 1; 0 where it is another one or is not told. */
function minorOf(version: unknown): number {
  const { major, minor } = fieldsOf(version)
  // Some add a plus.
  const digits = /^\d{1,4}/.exec(typeof minor === 'string' ? minor : '')?.[0]
  return major === '1' && digits !== undefined ? Number(digits) : 0
}

/** No object has this name: capital letters are not allowed. */
const noName = 'None'

/** Within a namespace, a name is found without looking through all there is. */
const oneObjectPath = (path: string) =>
  path === '/api/v1/secrets' ? '/api/v1/namespaces/default/secrets' : path

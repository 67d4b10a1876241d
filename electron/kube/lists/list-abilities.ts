import { fieldsOf } from '../core/models.ts'
import type { Send } from '../requests/requests.ts'
import { jsonSink } from '../requests/send-once.ts'
import { isNewer } from './resource-version.ts'
import { readVersion } from './store-version.ts'
import type { ListDeps } from './read-answer.ts'

/**
 * How to read a list after its first page, other than in pages: as the initial events of a watch, or in one response
 * from the server's watch cache. See docs/decisions/table-lists.md.
 */
export type RestWay = 'stream' | 'cache'

/** What a server supports for large lists, and what has failed there. */
export interface ListAbilities {
  /** The ways to try for a list whose first page has this version, the best one first. */
  waysFor: (about: { path: string; version: string; signal: AbortSignal }) => Promise<RestWay[]>
  /** A way failed: it isn't tried again over this connection. */
  drop: (way: RestWay) => void
}

interface ListAbilitiesDeps {
  send: Send
  server: string
  limits: ListDeps['limits']
}

/** First minor version of Kubernetes 1 that supports streaming lists; they can be disabled. */
const streamsFrom = 32
/** First minor version that updates its cache for a list that requires it. */
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

  /** The version of the server's cache, which it returns immediately. */
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
        // An older server waits three seconds for its cache, which may never catch up, and then refuses.
        return isNewer(version, await readCacheVersion(path, signal)) ? [] : left
      } catch {
        // If the server doesn't answer, use pages; if it was a cancel or a lost permission, the pages report it.
        minor = null
        return []
      }
    },
    drop: (way) => void dropped.add(way),
  }
}

/** The minor version of Kubernetes 1; 0 for other or unknown versions. */
function minorOf(version: unknown): number {
  const { major, minor } = fieldsOf(version)
  // Some distributions add a plus.
  const digits = /^\d{1,4}/.exec(typeof minor === 'string' ? minor : '')?.[0]
  return major === '1' && digits !== undefined ? Number(digits) : 0
}

/** No object has this name, because capital letters aren't allowed. */
const noName = 'None'

/** Within a namespace, the server finds a name without scanning all objects. */
const oneObjectPath = (path: string) =>
  path === '/api/v1/secrets' ? '/api/v1/namespaces/default/secrets' : path

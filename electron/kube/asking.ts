import { askAccess, askWhoIAm } from './access.ts'
import type { Access } from './access.ts'
import type { KubeLogEntry } from './kube-log.ts'
import type { RowReader } from './kube-row.ts'
import { createMask } from './mask-values.ts'
import { metadataAccept, readMetadata } from './object-metadata.ts'
import type { ObjectMetadata } from './object-metadata.ts'
import type { Send } from './requests.ts'
import type { ResolvedContext } from './resolved-context.ts'
import { jsonSink } from './send-once.ts'
import type { KubeRequest } from './send-once.ts'

export interface GetOptions {
  query?: Readonly<Record<string, string>>
  signal?: AbortSignal
  /** For the whole answer. */
  timeoutMs?: number
}

/** One write: `create` posts a new object, `patch` sends a merge patch of some keys, `delete` its options. */
export interface WriteRequest {
  verb: 'create' | 'patch' | 'delete'
  path: string
  query?: Readonly<Record<string, string>>
  body: object
  /** Values that the body carries: taken out of whatever the cluster says of it. */
  values?: readonly string[]
  signal?: AbortSignal
  /** For the whole answer. */
  timeoutMs?: number
}

/** Single requests of one connection, each with one answer in JSON. */
export interface Asking {
  /** An answer in JSON, not checked any further. */
  getJson: (path: string, options?: GetOptions) => Promise<unknown>
  /** Metadata of one object, without its content. */
  getMetadata: (path: string, options?: GetOptions) => Promise<ObjectMetadata>
  /**
   * Sends a write, once: never again by itself where the cluster may have carried it out. Rejects with
   * `outcome-unknown` where it was sent and no answer told how it ended.
   */
  write: (request: WriteRequest) => Promise<ObjectMetadata>
  /** Asks a question that has to be posted, such as an access review, and changes nothing. */
  post: (path: string, body: object) => Promise<unknown>
  mayDo: (access: Access) => Promise<{ allowed: boolean; reason: string }>
  /** The name by which the cluster knows this user, as far as it can be told. Asked once. */
  whoAmI: () => Promise<string>
}

export interface AskingParts {
  send: Send
  readRow: RowReader
  context: ResolvedContext
  limits: KubeRequest['limits']
  logged: <T>(event: KubeLogEntry['event'], work: () => Promise<T>) => Promise<T>
  untilClosed: (signal: AbortSignal | undefined) => AbortSignal
}

const jsonLimit = 32 * 1024 * 1024

/** Milliseconds for what a person waits for. */
const promptly = { timeoutMs: 15_000 }

export function createAsking(parts: AskingParts): Asking {
  const { send, readRow, context, limits, logged, untilClosed } = parts
  const { server } = context

  /** One request with an answer in JSON. */
  const ask = async (
    parts: Pick<KubeRequest, 'path' | 'query' | 'verb' | 'accept' | 'body' | 'mask'>,
    { signal, timeoutMs = 60_000 }: GetOptions,
  ): Promise<unknown> => {
    let answer: unknown
    await send({
      ...parts,
      signal: untilClosed(signal),
      limits: { ...limits, answer: timeoutMs },
      sink: () => jsonSink(server, jsonLimit, (json) => (answer = json)),
    })
    return answer
  }
  const post = (path: string, body: object) =>
    logged('kube:get', () =>
      ask(
        { path, query: {}, verb: 'create', accept: 'application/json', body: JSON.stringify(body) },
        promptly,
      ),
    )
  let me: Promise<string> | null = null

  return {
    getJson: (path, { query = {}, ...options } = {}) =>
      logged('kube:get', () => ask({ path, query, verb: 'get', accept: 'application/json' }, options)),
    post,
    mayDo: (access) => askAccess(post, access),
    whoAmI: () => {
      me ??= askWhoIAm(post, context)
      // A question that failed is asked again.
      me.catch(() => {
        me = null
      })
      return me
    },
    getMetadata: (path, { query = {}, ...options } = {}) =>
      logged('kube:get', async () =>
        readMetadata(
          readRow,
          server,
          await ask({ path, query, verb: 'get', accept: metadataAccept }, { ...promptly, ...options }),
        ),
      ),
    write: ({ verb, path, query = {}, body, values = [], timeoutMs = 30_000, ...options }) =>
      logged('kube:write', async () => {
        const parts = { path, query, verb, accept: metadataAccept, body: JSON.stringify(body) }
        const answer = await ask({ ...parts, mask: createMask(values) }, { timeoutMs, ...options })
        return readMetadata(readRow, server, answer)
      }),
  }
}

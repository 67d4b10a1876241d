import { askAccess, askWhoIAm } from './access.ts'
import type { Access } from './access.ts'
import type { Logged } from './core/kube-log.ts'
import type { RowReader } from './core/kube-row.ts'
import { createMask } from './failures/mask-values.ts'
import { metadataAccept, readDeleted, readMetadata } from './core/object-metadata.ts'
import type { ObjectMetadata } from './core/object-metadata.ts'
import type { Send } from './requests/requests.ts'
import type { ResolvedContext } from './kubeconfig/resolved-context.ts'
import { jsonSink } from './requests/send-once.ts'
import type { KubeRequest } from './requests/send-once.ts'

export interface GetOptions {
  query?: Readonly<Record<string, string>>
  signal?: AbortSignal
  /** Milliseconds for the whole response. */
  timeoutMs?: number
  /** Its failure says nothing about the cluster: lists continue as if it had not been sent. */
  isOptional?: boolean
  /** Requests another representation than the object itself, such as a Table. */
  accept?: string
}

/** One write: `create` posts a new object, `patch` sends a merge patch of some keys, `delete` sends its options. */
export interface WriteRequest {
  verb: 'create' | 'patch' | 'delete'
  path: string
  query?: Readonly<Record<string, string>>
  body: object
  /** Values in the body, which are removed from all of the cluster's messages about it. */
  values?: readonly string[]
  /** Texts in the body with values between words of ours. */
  packed?: readonly string[]
  /**
   * The id that the cluster should use for the request in its audit log; `onAnswer` gets the id from the response, even
   * from a refusal, or an empty text.
   */
  requestId?: KubeRequest['requestId']
  signal?: AbortSignal
  /** Milliseconds for the whole response. */
  timeoutMs?: number
}

/** Single requests over one connection, each with one JSON response. */
export interface ObjectClient {
  /** A JSON response without further validation. */
  getJson: (path: string, options?: GetOptions) => Promise<unknown>
  /** Metadata of one object, without its content. */
  getMetadata: (path: string, options?: GetOptions) => Promise<ObjectMetadata>
  /**
   * Sends a write at most once if the cluster may have carried it out. Rejects with `outcome-unknown` if it was sent
   * and no response shows how it ended. For an object that was deleted immediately, only name and uid are set.
   */
  write: (request: WriteRequest) => Promise<ObjectMetadata>
  /** Posts a request that changes nothing, such as an access review. */
  post: (path: string, body: object) => Promise<unknown>
  mayDo: (access: Access) => Promise<{ allowed: boolean; reason: string }>
  /** The name by which the cluster knows this user, else the kubeconfig's name of the user. Requested once. */
  whoAmI: () => Promise<string>
}

interface ObjectClientDeps {
  send: Send
  readRow: RowReader
  context: ResolvedContext
  limits: KubeRequest['limits']
  logged: Logged
  untilClosed: (signal: AbortSignal | undefined) => AbortSignal
}

const jsonLimit = 32 * 1024 * 1024

/** For requests that a person waits for, in milliseconds. */
const promptly = { timeoutMs: 15_000 }

export function createObjectClient(deps: ObjectClientDeps): ObjectClient {
  const { send, readRow, context, limits, logged, untilClosed } = deps
  const { server } = context

  /** Sends one request with a JSON response; drops what `read` doesn't return. */
  const ask = async <T>(
    parts: Pick<KubeRequest, 'path' | 'verb' | 'accept'> & Partial<KubeRequest>,
    { query = {}, signal, timeoutMs = 60_000, isOptional = false }: GetOptions,
    read: (json: unknown) => T,
  ): Promise<T> => {
    let answer: unknown
    await send({
      query,
      limits: { ...limits, answer: timeoutMs },
      ...parts,
      isOptional,
      signal: untilClosed(signal),
      sink: () => jsonSink(server, jsonLimit, (json) => (answer = read(json))),
    })
    return answer as T
  }
  const asItIs = (json: unknown) => json
  const post = (path: string, body: object) =>
    logged('kube:get', () => {
      const question = { verb: 'create', body: JSON.stringify(body), changesNothing: true } as const
      return ask({ ...question, path, accept: 'application/json' }, promptly, asItIs)
    })
  let me: Promise<string> | null = null

  return {
    getJson: (path, options = {}) =>
      logged('kube:get', () => {
        const { accept = 'application/json', ...rest } = options
        return ask({ path, verb: 'get', accept }, rest, asItIs)
      }),
    post,
    mayDo: (access) => askAccess(post, access),
    whoAmI: () => {
      me ??= askWhoIAm(post, context)
      // Doesn't keep a failure, so that the next call asks again.
      me.catch(() => {
        me = null
      })
      return me
    },
    getMetadata: (path, options = {}) =>
      logged('kube:get', () =>
        ask({ path, verb: 'get', accept: metadataAccept }, { ...promptly, ...options }, (json) =>
          readMetadata(readRow, server, json),
        ),
      ),
    write: ({ verb, path, body, values = [], packed = [], requestId, timeoutMs = 30_000, ...options }) =>
      logged('kube:write', () => {
        const mask = createMask(values, packed)
        const noted = requestId === undefined ? {} : { requestId }
        const parts = { verb, path, body: JSON.stringify(body), mask, ...noted }
        // Webhooks can take half a minute before the response headers arrive.
        const patient = { head: 0, idle: limits.idle, answer: timeoutMs }
        return ask({ ...parts, accept: metadataAccept, limits: patient }, options, (json) =>
          verb === 'delete' ? readDeleted(readRow, server, json) : readMetadata(readRow, server, json),
        )
      }),
  }
}

import { askAccess, askWhoIAm } from './access.ts'
import type { Access } from './access.ts'
import type { KubeLogEntry } from './core/kube-log.ts'
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
  /** For the whole answer. */
  timeoutMs?: number
  /** Whatever becomes of it says nothing of the cluster: lists go on as if it had not been asked. */
  isOptional?: boolean
  /** What is asked for in place of the object itself, as a Table. */
  accept?: string
}

/** One write: `create` posts a new object, `patch` sends a merge patch of some keys, `delete` its options. */
export interface WriteRequest {
  verb: 'create' | 'patch' | 'delete'
  path: string
  query?: Readonly<Record<string, string>>
  body: object
  /** Values that the body carries: taken out of whatever the cluster says of it. */
  values?: readonly string[]
  /** Texts of the body that hold values between words of ours. */
  packed?: readonly string[]
  /**
   * The id under which the cluster is to note the request in its audit log; `onAnswer` gets the id that an answer names,
   * a refusal too, empty if it names none.
   */
  requestId?: KubeRequest['requestId']
  signal?: AbortSignal
  /** For the whole answer. */
  timeoutMs?: number
}

/** Single requests of one connection, each with one answer in JSON. */
export interface ObjectClient {
  /** An answer in JSON, not checked any further. */
  getJson: (path: string, options?: GetOptions) => Promise<unknown>
  /** Metadata of one object, without its content. */
  getMetadata: (path: string, options?: GetOptions) => Promise<ObjectMetadata>
  /**
   * Sends a write, once: never again by itself where the cluster may have carried it out. Rejects with
   * `outcome-unknown` if it was sent and no answer told how it ended. Of what a deletion removed at once only name
   * and uid come back.
   */
  write: (request: WriteRequest) => Promise<ObjectMetadata>
  /** Asks a question that must be posted, such as an access review, and changes nothing. */
  post: (path: string, body: object) => Promise<unknown>
  mayDo: (access: Access) => Promise<{ allowed: boolean; reason: string }>
  /** The name by which the cluster knows this user, as far as it can be told. Asked once. */
  whoAmI: () => Promise<string>
}

export interface ObjectClientDeps {
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

export function createObjectClient(deps: ObjectClientDeps): ObjectClient {
  const { send, readRow, context, limits, logged, untilClosed } = deps
  const { server } = context

  /** One request with an answer in JSON; what can't be read of it is dropped with the rest. */
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
      // A question that failed is asked again.
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
        // Webhooks may think for half a minute before the head of the answer is there.
        const patient = { head: 0, idle: limits.idle, answer: timeoutMs }
        return ask({ ...parts, accept: metadataAccept, limits: patient }, options, (json) =>
          verb === 'delete' ? readDeleted(readRow, server, json) : readMetadata(readRow, server, json),
        )
      }),
  }
}

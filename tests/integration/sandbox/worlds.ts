// Adds `request` to every dispatcher.
import 'undici'
import type { Dispatcher } from 'undici'
import { createDispatchers } from '../../../electron/kube/http/dispatchers.ts'
import { systemClock } from '../../../electron/base/clock.ts'
import { readKubeconfig } from '../../../electron/kube/kubeconfig/kubeconfig.ts'
import { routeOf } from '../../../electron/kube/http/open-connection.ts'
import { readPem } from '../../../electron/kube/kubeconfig/pem.ts'
import { createSignIn } from '../../../electron/kube/sign-in/sign-in.ts'
import { createSandbox } from '../../../electron/sandbox/sandbox.ts'
import { sandboxServer } from '../../../electron/sandbox/sandbox-server.ts'
import type { Sandbox, SandboxDeps } from '../../../electron/sandbox/sandbox.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { randomSuffix } from '../../cluster/random-suffix.ts'

export const json = 'application/json'
export const merge = 'application/merge-patch+json'
export const jsonPatch = 'application/json-patch+json'
export const asTable = 'application/json;as=Table;v=v1;g=meta.k8s.io'
export const asPartial = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io'
export const asPartialList = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io'

/** One raw request. */
export interface Ask {
  method: string
  /** From the root. */
  path: string
  /** An object becomes JSON. A text is sent unchanged. */
  body?: unknown
  contentType?: string
  accept?: string
  userAgent?: string
}

export interface Reply {
  status: number
  contentType: string
  retryAfter: string
  /** Parsed if it is JSON. */
  body: unknown
}

/** An open watch. */
export interface Watching {
  status: number
  events: unknown[]
  /** Resolves when this many events have arrived. */
  until: (count: number) => Promise<void>
  /** Resolves when the server has ended it. */
  ended: Promise<void>
  stop: () => void
}

/** A cluster that accepts raw requests. */
export interface World {
  name: string
  ask: (request: Ask) => Promise<Reply>
  watch: (path: string, accept?: string) => Promise<Watching>
  close: () => Promise<void>
}

interface Place {
  name: string
  origin: string
  dispatcher: Dispatcher
  headers: Readonly<Record<string, string>>
  close: () => Promise<void>
}

/** Whether a cluster has the version that the sandbox follows. Others use different wording. */
export const isFollowed = ({ version }: Cluster): boolean => version.startsWith('v1.20.')

/** The real cluster as the user of a kubeconfig's only context. */
export async function realWorld(kubeconfig: string): Promise<World> {
  const read = await readKubeconfig({
    argument: kubeconfig,
    environment: {},
    home: '/nowhere',
    platform: process.platform,
  })
  const context = read.resolve(read.currentContext ?? read.contexts[0]?.name ?? '')
  const { authority } = context
  const readAuthority = () => (authority === null ? Promise.resolve('') : readPem(authority, context.name))
  const signIn = createSignIn({
    context,
    readAuthority,
    pluginLimit: 30_000,
    onPlugin: () => {},
    log: () => {},
    clock: systemClock,
  })
  const dispatchers = createDispatchers({
    context,
    route: routeOf(context),
    readAuthority,
    connectLimit: 10_000,
    now: systemClock.now,
  })
  const identity = await signIn.get()
  return createWorld({
    name: 'kube-apiserver',
    origin: context.server,
    dispatcher: await dispatchers.get(identity.clientCertificate),
    headers: identity.headers as Record<string, string>,
    close: dispatchers.close,
  })
}

/** A sandbox with the initial state of the real cluster, in which nothing happens by itself. */
export async function sandboxWorld(more: SandboxDeps = {}): Promise<World & { sandbox: Sandbox }> {
  const sandbox = await createSandbox({
    seed: 'empty',
    controllerDelay: Infinity,
    hasSelfSubjectReview: false,
    ...more,
  })
  const { dispatcher, close } = sandbox
  const world = createWorld({ name: 'sandbox', origin: sandboxServer, dispatcher, headers: {}, close })
  return { ...world, sandbox }
}

export function randomName(prefix: string): string {
  return `${prefix}-${randomSuffix()}`
}

/** Creates a namespace with the same name in several worlds. The label allows cleaning up a given cluster. */
export async function makeNamespaces(
  worlds: readonly World[],
  name: string,
  cluster: Cluster,
): Promise<void> {
  const labels = { 'credenza-test-run': cluster.run }
  for (const world of worlds) {
    const { status } = await world.ask({
      method: 'POST',
      path: '/api/v1/namespaces',
      body: { metadata: { name, labels } },
    })
    if (status !== 201) throw new Error(`${world.name} did not make the namespace ${name}: ${status}`)
  }
}

function createWorld({ name, origin, dispatcher, headers, close }: Place): World {
  const send = (
    { method, path, body, accept = json, userAgent = 'credenza/0.0.0', ...more }: Ask,
    signal?: AbortSignal,
  ) => {
    const contentType = more.contentType ?? (body === undefined ? undefined : json)
    return dispatcher.request({
      origin,
      path,
      method: method,
      headers: {
        ...headers,
        ...(accept === '' ? {} : { accept }),
        'user-agent': userAgent,
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
  }
  return {
    name,
    ask: async (request) => {
      const reply = await send(request)
      const text = await reply.body.text()
      const contentType = one(reply.headers['content-type'])
      return {
        status: reply.statusCode,
        contentType,
        retryAfter: one(reply.headers['retry-after']),
        body: contentType.includes('json') && text !== '' ? (JSON.parse(text) as unknown) : text,
      }
    },
    watch: async (path, accept = json) => {
      const abort = new AbortController()
      const reply = await send({ method: 'GET', path, accept }, abort.signal)
      return readWatch(reply, abort)
    },
    close,
  }
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.at(-1) : value) ?? ''

function readWatch({ statusCode, body }: Dispatcher.ResponseData, abort: AbortController): Watching {
  const events: unknown[] = []
  const waiting = new Set<() => void>()
  let rest = ''
  body.setEncoding('utf8')
  body.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    events.push(...lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown))
    for (const look of [...waiting]) look()
  })
  const ended = new Promise<void>((resolve) => {
    body.on('end', resolve)
    body.on('error', () => resolve())
  })
  return {
    status: statusCode,
    events,
    ended,
    until: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (events.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    stop: () => abort.abort(),
  }
}

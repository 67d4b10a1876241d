import { systemClock } from '../../base/clock.ts'
import type { Clock } from '../../base/clock.ts'
import { createConnection } from '../connection.ts'
import type { Connection, ConnectionDeps } from '../connection.ts'
import type { PluginConfig, ResolvedContext } from '../kubeconfig/resolved-context.ts'

/** A context without a sign-in. */
export function sampleContext(server: string, changes: Partial<ResolvedContext> = {}): ResolvedContext {
  return {
    name: 'sample',
    cluster: 'sample-cluster',
    user: 'sample-user',
    file: '',
    userFile: '',
    namespace: 'default',
    server,
    tlsServerName: '',
    skipsVerification: false,
    authority: null,
    clientCertificate: null,
    proxy: '',
    signIn: { kind: 'none' },
    impersonation: null,
    environment: process.env,
    ...changes,
  }
}

/** An exec plugin as a kubeconfig defines it. */
export function samplePlugin(changes: Partial<PluginConfig> = {}): PluginConfig {
  return {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: 'plugin',
    program: null,
    args: [],
    env: {},
    installHint: '',
    isToldOfCluster: false,
    clusterConfig: undefined,
    ...changes,
  }
}

/** A connection with limits that even a slow machine meets. */
export function sampleConnection(
  server: string,
  {
    context,
    ...changes
  }: Partial<Omit<ConnectionDeps, 'context'>> & { context?: Partial<ResolvedContext> } = {},
): Connection {
  return createConnection({
    context: sampleContext(server, context),
    version: '1.2.3',
    keepAnnotations: ['kept'],
    log: () => {},
    ...changes,
    timeouts: { connect: 60_000, head: 60_000, idle: 60_000, plugin: 60_000, ...changes.timeouts },
  })
}

/** A Table row as a kube-apiserver sends it with `includeObject=Metadata`. */
export function tableRow(uid: string, resourceVersion = '1', metadata: Record<string, unknown> = {}) {
  return {
    cells: [`name-${uid}`, 'Opaque', 2, '1s'],
    object: {
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: {
        name: `name-${uid}`,
        namespace: 'team',
        uid,
        resourceVersion,
        creationTimestamp: '2026-11-01T10:00:00Z',
        ...metadata,
      },
    },
  }
}

export function table(rows: unknown[], metadata: { resourceVersion?: string; continue?: string } = {}) {
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion: '100', ...metadata },
    columnDefinitions: [
      { name: 'Name', type: 'string', format: 'name', description: 'a "rows":[ text', priority: 0 },
    ],
    rows,
  }
}

/** One line of a watch. */
export function watchLine(type: string, ...rows: unknown[]): string {
  return `${JSON.stringify({ type, object: table(rows, { resourceVersion: '' }) })}\n`
}

export function statusOf(code: number, reason: string, message: string) {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code }
}

/** A clock that runs `speed` times faster. */
export function fastClock(speed: number): Clock {
  const start = Date.now()
  return {
    now: () => start + (Date.now() - start) * speed,
    elapsed: () => performance.now() * speed,
    after: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds / speed)
      return () => clearTimeout(timer)
    },
  }
}

/** A running clock that a test can also move forward. */
export function shiftedClock(): Clock & { shift: (milliseconds: number) => void } {
  let shifted = 0
  return {
    ...systemClock,
    now: () => Date.now() + shifted,
    elapsed: () => performance.now() + shifted,
    shift: (milliseconds) => {
      shifted += milliseconds
    },
  }
}

/** The failure that a promise rejects with. */
export async function failureFrom(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error instanceof Error && 'failure' in error ? error.failure : error
  }
  return 'did not fail'
}

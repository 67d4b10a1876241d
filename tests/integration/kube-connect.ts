import { createConnection } from '../../electron/kube/connection.ts'
import type { Connection, ConnectionDeps } from '../../electron/kube/connection.ts'
import { findProgram } from '../../electron/kube/kubeconfig/find-program.ts'
import { readKubeconfig } from '../../electron/kube/kubeconfig/kubeconfig.ts'
import type { ResolvedContext } from '../../electron/kube/kubeconfig/resolved-context.ts'

/** A connection by the only context of a kubeconfig file, created like the cluster's (`connect`). */
export async function connectBy(
  kubeconfig: string,
  more: Partial<ConnectionDeps> = {},
  connect: (request: ConnectionDeps) => Connection = createConnection,
): Promise<Connection> {
  const read = await readKubeconfig({
    argument: kubeconfig,
    environment: {},
    home: '/nowhere',
    platform: process.platform,
  })
  const name = read.currentContext ?? read.contexts[0]?.name ?? ''
  return connect({
    context: await withProgram(read.resolve(name)),
    version: '0.0.0',
    keepAnnotations: ['credenza.app/credential'],
    log: () => {},
    ...more,
  })
}

/** The context with its plugin resolved, as in the application after the user allowed it. */
async function withProgram(context: ResolvedContext): Promise<ResolvedContext> {
  const { signIn } = context
  if (signIn.kind !== 'plugin') return context
  const { env: environment, platform } = process
  const program = await findProgram(signIn.plugin, { environment, platform })
  return { ...context, signIn: { kind: 'plugin', plugin: { ...signIn.plugin, program } } }
}

/** The failure of a rejected promise. */
export async function failureFrom(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error instanceof Error && 'failure' in error ? error.failure : error
  }
  return 'did not fail'
}

/** Waits until a condition holds. The test's time limit ends the wait. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}

import type { SecretAt, UnregisteredMessage, WriteOutcome } from '../../../shared/contract/secrets.ts'
import type { ScopedNamespace } from '../../../shared/contract/wizard.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import type { CredentialType } from '../../../shared/credential-types/credential-types.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { RequireScopedNamespace } from '../writes/require-scoped-namespace.ts'
import type { RequireWritable } from '../writes/require-writable.ts'
import { registerSecret, unregisterSecret } from './change-labels.ts'
import { followUnregistered } from './follow-unregistered.ts'

export interface SecretsDeps {
  /** An open context; throws `list-not-open` for any other. */
  opened: (context: string) => OpenCluster
  requireScopedNamespace: RequireScopedNamespace
  requireWritable: RequireWritable
}

interface StreamSink<M> {
  send: (message: M) => void
  signal: AbortSignal
}

/** Changes that are under way at a time. */
const atOnce = 4

/** Secrets that are no credentials: those that are not registered, and what makes them so or not. */
export function createSecrets({ opened, requireScopedNamespace, requireWritable }: SecretsDeps) {
  return {
    unregistered: (
      { context, namespace }: { context: string; namespace: string },
      told: StreamSink<UnregisteredMessage>,
    ): Promise<void> => followUnregistered(opened(context), namespace, told),

    async register(
      input: { context: string; place: ScopedNamespace; type: CredentialType; secrets: SecretAt[] },
      told: StreamSink<WriteOutcome>,
    ): Promise<void> {
      const { place, type, secrets } = input
      const open = opened(input.context)
      requireWritable(open.place)
      requireScopedNamespace(open, place)
      await changeEach(secrets, told, (secret) => {
        if (secret.namespace !== place.namespace)
          throw failed('scope-elsewhere', { scope: place.scope, namespace: secret.namespace })
        return open.rights.invalidateOnForbidden(() =>
          registerSecret(open, secret, { scope: place.scope, type }),
        )
      })
    },

    async unregister(
      { context, secrets }: { context: string; secrets: SecretAt[] },
      told: StreamSink<WriteOutcome>,
    ): Promise<void> {
      const open = opened(context)
      requireWritable(open.place)
      await changeEach(secrets, told, (secret) =>
        open.rights.invalidateOnForbidden(() => unregisterSecret(open, secret)),
      )
    },
  }
}

export type Secrets = ReturnType<typeof createSecrets>

/**
 * Changes secrets a few at a time and tells each outcome. After the signal none is begun any more; those under way
 * come to their end.
 */
async function changeEach(
  secrets: readonly SecretAt[],
  { send, signal }: StreamSink<WriteOutcome>,
  change: (secret: SecretAt) => Promise<void>,
): Promise<void> {
  const waiting = secrets.values()
  const work = async () => {
    for (const secret of waiting) {
      if (signal.aborted) return
      send({ namespace: secret.namespace, name: secret.name, failure: await failureIn(change, secret) })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

async function failureIn(change: (secret: SecretAt) => Promise<void>, secret: SecretAt) {
  try {
    await change(secret)
    return null
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return failure
  }
}

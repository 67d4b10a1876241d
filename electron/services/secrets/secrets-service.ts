import type { SecretAt, UnregisteredMessage, WriteOutcome } from '../../../shared/contract/secrets.ts'
import type { ScopedNamespace } from '../../../shared/contract/wizard.ts'
import { failed } from '../../../shared/failure.ts'
import type { CredentialType } from '../../../shared/credential-types/credential-types.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { SaveRowsDeps } from '../save-chosen.ts'
import type { StreamSink } from '../stream.ts'
import { changeEach, failureIn } from '../writes/change-each.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import { requireScopedNamespace } from '../writes/require-scoped-namespace.ts'
import type { RequireWritable } from '../writes/require-writable.ts'
import { registerSecret, unregisterSecret } from './change-labels.ts'
import { createSecretsDownload } from './download-secrets.ts'
import { followUnregistered } from './follow-unregistered.ts'
import { createFollowedNamespaces } from './followed-namespaces.ts'

interface SecretsDeps extends SaveRowsDeps {
  /** Returns an open context. Throws `list-not-open` if it isn't open. */
  opened: (context: string) => OpenCluster
  requireWritable: RequireWritable
  recordedWrite: RecordedWrite
}

/** Secrets that aren't credentials: lists, registers and unregisters them. */
export function createSecrets(deps: SecretsDeps) {
  const { opened, requireWritable, recordedWrite } = deps
  const followed = createFollowedNamespaces()
  return {
    unregistered: (
      { context, namespace }: { context: string; namespace: string },
      { send, signal }: StreamSink<UnregisteredMessage>,
    ): Promise<void> => {
      const open = opened(context)
      return followed.during(open, namespace, (told) =>
        followUnregistered(open, namespace, { send, signal, told }),
      )
    },

    download: createSecretsDownload({ ...deps, followed }),

    async register(
      input: { context: string; place: ScopedNamespace; type: CredentialType; secrets: SecretAt[] },
      told: StreamSink<WriteOutcome>,
    ): Promise<void> {
      const { place, type, secrets } = input
      const open = opened(input.context)
      requireWritable(open.place)
      requireScopedNamespace(open, place)
      await changeSecrets(secrets, told, async (secret) => {
        if (secret.namespace !== place.namespace)
          throw failed('scope-elsewhere', { scope: place.scope, namespace: secret.namespace })
        await open.rights.invalidateOnForbidden(() =>
          registerSecret({ open, recordedWrite }, secret, { scope: place.scope, type }),
        )
      })
    },

    async unregister(
      { context, secrets }: { context: string; secrets: SecretAt[] },
      told: StreamSink<WriteOutcome>,
    ): Promise<void> {
      const open = opened(context)
      requireWritable(open.place)
      await changeSecrets(secrets, told, (secret) =>
        open.rights.invalidateOnForbidden(() => unregisterSecret({ open, recordedWrite }, secret)),
      )
    },
  }
}

export type Secrets = ReturnType<typeof createSecrets>

const changeSecrets = (
  secrets: readonly SecretAt[],
  told: StreamSink<WriteOutcome>,
  change: (secret: SecretAt) => Promise<void>,
): Promise<void> =>
  changeEach(secrets, told, async (secret) => {
    const { namespace, name } = secret
    return { namespace, name, failure: await failureIn(() => change(secret)) }
  })

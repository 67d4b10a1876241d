import type { checks as contract, CheckMessage } from '../../../shared/contract/checks.ts'
import type { ParsedOf } from '../../../shared/contract/define.ts'
import type { Credential } from '../../../shared/credential.ts'
import { failed } from '../../../shared/failure.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { keyOfGone } from '../cluster/original-gone.ts'
import type { RequireSafe } from '../contexts/connection-consent.ts'
import type { StreamSink } from '../stream.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import type { RequireWritable } from '../writes/require-writable.ts'
import { mendSecret } from './mend-secret.ts'
import { runCheck } from './run-check.ts'

interface ChecksDeps {
  /** Returns an open context. Throws `list-not-open` if it isn't open. */
  opened: (context: string) => OpenCluster
  requireSafe: RequireSafe
  requireWritable: RequireWritable
  recordedWrite: RecordedWrite
}

type In<N extends keyof typeof contract> = ParsedOf<(typeof contract)[N]>

/** Checks the secrets of credentials by their values, and fixes findings. No value leaves this service. */
export function createChecks({ opened, requireSafe, requireWritable, recordedWrite }: ChecksDeps) {
  return {
    async run({ context, uids }: In<'run'>, told: StreamSink<CheckMessage>): Promise<void> {
      const open = opened(context)
      requireSafe(open.place)
      const wanted = uids === null ? null : new Set(uids)
      const credentials = [...open.list.credentials()].filter(
        (credential) => hasSecret(credential) && (wanted === null || wanted.has(credential.uid)),
      )
      await runCheck(open, credentials, told)
    },

    async mend({ context, credential: at, mend }: In<'mend'>): Promise<null> {
      const open = opened(context)
      requireWritable(open.place)
      requireSafe(open.place)
      const { namespace, name, uid } = at
      const credential = [...open.list.credentials()].find((each) => each.uid === uid)
      if (credential === undefined || !hasSecret(credential)) throw failed('secret-gone', { namespace, name })
      if (credential.namespace !== namespace || credential.kubernetesName !== name)
        throw failed('secret-replaced', { namespace, name })
      if (credential.origin === 'console') throw failed('credential-of-console', { namespace, name })
      await open.rights.invalidateOnForbidden(() =>
        mendSecret({ open, recordedWrite }, credential, { at, mend }),
      )
      return null
    },
  }
}

/** A credential of which only copies exist has no secret to check. */
const hasSecret = ({ uid }: Credential): boolean => keyOfGone(uid) === null

export type Checks = ReturnType<typeof createChecks>

import type { ParsedOf } from '../../../shared/contract/define.ts'
import type {
  RotationState,
  rotation as contract,
  SameCredentials,
} from '../../../shared/contract/rotation.ts'
import type { WriteOutcome } from '../../../shared/contract/secrets.ts'
import { failed } from '../../../shared/failure.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { RequireSafe } from '../contexts/connection-consent.ts'
import { lookAtCredential, requireShown } from '../life/credential-state.ts'
import { readWholeSecret } from '../secret-values/whole-secret.ts'
import type { StreamSink } from '../stream.ts'
import type { ChosenFiles } from '../wizard/chosen-files.ts'
import { changeEach, failureIn } from '../writes/change-each.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import type { RequireWritable } from '../writes/require-writable.ts'
import { layoutOf, rotateSecret, sizesOf } from './rotate-secret.ts'
import { findSame } from './same-credentials.ts'

export interface RotationDeps {
  /** An open context; throws `list-not-open` for any other. */
  opened: (context: string) => OpenCluster
  requireWritable: RequireWritable
  requireSafe: RequireSafe
  recordedWrite: RecordedWrite
  files: Pick<ChosenFiles, 'bytesOf'>
  now?: () => Date
}

type In<N extends keyof typeof contract> = ParsedOf<(typeof contract)[N]>

/** Gives credentials new values. */
export function createRotation(deps: RotationDeps) {
  const { opened, requireWritable, requireSafe, recordedWrite, files, now = () => new Date() } = deps

  return {
    async look({ context, ...secret }: In<'look'>): Promise<RotationState> {
      const open = opened(context)
      requireSafe(open.place)
      const found = await lookAtCredential(open, secret)
      const whole = await readWholeSecret(open.connection, secret)
      // Both are told as one, so they have to be of one version.
      if (whole.state.resourceVersion !== found.state.resourceVersion)
        throw failed('credential-changed', secret)
      const { namespace } = secret
      const [patch, remove] = await Promise.all([
        open.rights.may('patch', namespace),
        open.rights.may('delete', namespace),
      ])
      return {
        ...found.state,
        ...layoutOf(found),
        rights: { patch, delete: remove },
        keys: Object.entries(sizesOf(whole.secret)).map(([name, size]) => ({ name, size })),
        isImmutable: whole.secret.isImmutable,
      }
    },

    async same({ context, ...secret }: In<'same'>): Promise<SameCredentials> {
      const open = opened(context)
      requireSafe(open.place)
      const found = await lookAtCredential(open, secret)
      return findSame(open, found.credential, layoutOf(found))
    },

    async rotate(
      { context, credentials, values, entries, expiresAt = null, dryRun }: In<'rotate'>,
      told: StreamSink<WriteOutcome>,
    ): Promise<void> {
      const open = opened(context)
      requireWritable(open.place)
      requireSafe(open.place)
      const wanted = { values, entries, expiresAt, dryRun }
      const deps = { open, recordedWrite, bytesOf: files.bytesOf, now }
      await changeEach(credentials, told, async (at) => {
        const failure = await failureIn(async () => {
          const found = await requireShown(open, at)
          await open.rights.invalidateOnForbidden(() => rotateSecret(deps, at, found, wanted))
        })
        return { namespace: at.namespace, name: at.name, failure }
      })
    },
  }
}

export type RotationService = ReturnType<typeof createRotation>

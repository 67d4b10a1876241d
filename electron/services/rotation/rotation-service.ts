import type { ParsedOf } from '../../../shared/contract/define.ts'
import type { CredentialAt } from '../../../shared/contract/life.ts'
import type {
  Layout,
  RotationState,
  rotation as contract,
  SameProgress,
} from '../../../shared/contract/rotation.ts'
import type { WriteOutcome } from '../../../shared/contract/secrets.ts'
import { failed } from '../../../shared/failure.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { RequireSafe } from '../contexts/connection-consent.ts'
import { lookAtCredential, type SecretName } from '../life/credential-state.ts'
import { readWholeSecret } from '../secret-values/whole-secret.ts'
import { type StreamSink, whileOpen } from '../stream.ts'
import type { ChosenFiles } from '../wizard/chosen-files.ts'
import { changeEach, failureIn } from '../writes/change-each.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import type { RequireWritable } from '../writes/require-writable.ts'
import { rotateSecret, sizesOf } from './rotate-secret.ts'
import { findSame } from './same-secrets.ts'
import {
  credentialToRotate,
  layoutOf,
  lookAtOther,
  otherToRotate,
  type SecretToRotate,
} from './secret-to-rotate.ts'

interface RotationDeps {
  /** Returns an open context. Throws `list-not-open` if it isn't open. */
  opened: (context: string) => OpenCluster
  requireWritable: RequireWritable
  requireSafe: RequireSafe
  recordedWrite: RecordedWrite
  files: Pick<ChosenFiles, 'bytesOf'>
  now?: () => Date
}

type In<N extends keyof typeof contract> = ParsedOf<(typeof contract)[N]>

/** Rotates credentials. */
export function createRotation(deps: RotationDeps) {
  const { opened, requireWritable, requireSafe, recordedWrite, files, now = () => new Date() } = deps

  return {
    async look({ context, layout, ...secret }: In<'look'>): Promise<RotationState> {
      const open = opened(context)
      requireSafe(open.place)
      const { found, whole } = await lookWhole(open, secret, layout)
      const { namespace } = secret
      const [patch, remove] = await Promise.all([
        open.rights.may('patch', namespace),
        open.rights.may('delete', namespace),
      ])
      return {
        ...found,
        rights: { patch, delete: remove },
        keys: Object.entries(sizesOf(whole.secret)).map(([name, size]) => ({ name, size })),
        isImmutable: whole.secret.isImmutable,
      }
    },

    async same({ context, ...secret }: In<'same'>, told: StreamSink<SameProgress>): Promise<void> {
      const open = opened(context)
      requireSafe(open.place)
      await whileOpen(told.signal, async () => {
        const found = await lookAtCredential(open, secret)
        await findSame(open, found.credential, layoutOf(found), told)
      })
    },

    async rotate(
      { context, credentials, others, values, entries, expiresAt = null, dryRun, ...how }: In<'rotate'>,
      told: StreamSink<WriteOutcome>,
    ): Promise<void> {
      const open = opened(context)
      requireWritable(open.place)
      requireSafe(open.place)
      const wanted = { values, entries, dryRun }
      const deps = { open, recordedWrite, bytesOf: files.bytesOf, now }
      const some: Wanted[] = [
        ...credentials.map((at) => ({ at, expiresAt, find: () => credentialToRotate(open, at) })),
        ...(others === undefined
          ? []
          : others.secrets.map((at) => ({
              ...{ at, expiresAt: null },
              find: () => otherToRotate(open, at, others.layout),
            }))),
      ]
      const rotateOne = async ({ at, find, ...dated }: Wanted): Promise<WriteOutcome> => {
        const failure = await failureIn(async () => {
          const found = await find()
          await open.rights.invalidateOnForbidden(() =>
            rotateSecret(deps, at, found, { ...wanted, ...dated }),
          )
        })
        return { namespace: at.namespace, name: at.name, failure }
      }
      await changeEach(
        some,
        told,
        rotateOne,
        how.stopAtFailure === true ? ({ failure }) => failure !== null : null,
      )
    },
  }
}

interface Wanted {
  at: CredentialAt
  /** A secret that isn't a credential has no expiry. */
  expiresAt: string | null
  find: () => Promise<SecretToRotate>
}

type Looked = Omit<RotationState, 'rights' | 'keys' | 'isImmutable'>

/** How often a secret is read while someone else writes to it. */
const mostLooks = 5

/** Metadata and content of a secret at the same version. Throws `credential-changed` if it keeps changing. */
async function lookWhole(open: OpenCluster, secret: SecretName, layout: Layout | undefined) {
  for (let look = 1; look <= mostLooks; look += 1) {
    const found =
      layout === undefined ? await lookAt(open, secret) : await lookAtAnother(open, secret, layout)
    const whole = await readWholeSecret(open.connection, secret)
    if (whole.state.resourceVersion === found.resourceVersion) return { found, whole }
  }
  throw failed('credential-changed', { namespace: secret.namespace, name: secret.name })
}

async function lookAt(open: OpenCluster, secret: SecretName): Promise<Looked> {
  const found = await lookAtCredential(open, secret)
  return { ...found.state, ...layoutOf(found), rotatedAt: found.credential.rotatedAt }
}

async function lookAtAnother(open: OpenCluster, secret: SecretName, layout: Layout): Promise<Looked> {
  const { uid, resourceVersion, annotations } = await lookAtOther(open, secret)
  return {
    ...{ namespace: secret.namespace, kubernetesName: secret.name, uid, resourceVersion, ...layout },
    ...{ name: '', description: '', expiresAt: null, origin: 'unknown', annotations: [] },
    rotatedAt: annotations[annotationKeys.rotatedAt] ?? null,
  }
}

export type RotationService = ReturnType<typeof createRotation>

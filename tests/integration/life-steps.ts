import type { CredentialAt, LifeOutcome, LookedAt } from '../../shared/contract/life.ts'
import type { WriteOutcome } from '../../shared/contract/secrets.ts'
import type { Failure } from '../../shared/failure.ts'
import { registered, type ClusterSecret, type SecretParts } from './cluster-secrets.ts'
import { login } from './open-project.ts'
import type { OpenWizard } from './open-wizard.ts'

/** Credenza’s annotations on these tests' credentials. */
export const own = {
  'credenza.app/credential': 'Harbor robot',
  'credenza.app/description': 'Pull only',
  'credenza.app/origin': 'existing',
  'credenza.app/created-by': 'm.okafor',
  'credenza.app/created-at': '2026-01-02T03:04:05Z',
  'credenza.app/rotated-at': '2026-02-03T04:05:06Z',
}
/** An annotation by another tool. */
export const foreign = { 'example.com/note': 'stays' }
/** A claimed secret of a project. */
export const credential: SecretParts = {
  labels: { ...registered('password'), app: 'other' },
  annotations: { ...own, ...foreign },
  data: login,
}

/** Identifies a secret in a change. */
export const atOf = ({ metadata }: ClusterSecret): CredentialAt => {
  const { namespace, name, resourceVersion, uid } = metadata
  return { namespace, name, resourceVersion, uid }
}
/** Everything except what every write changes: the version and the managed fields. */
export const withoutVersion = ({ metadata, ...rest }: ClusterSecret) => ({
  ...rest,
  metadata: { ...metadata, resourceVersion: '', managedFields: [] },
})

/** The outcomes of undoing changes. */
export const undo = async ({ context, life }: OpenWizard, changes: string[]): Promise<(Failure | null)[]> => {
  const told: WriteOutcome[] = []
  const { signal } = new AbortController()
  await life.undo({ context, changes }, { signal, send: (outcome) => void told.push(outcome) })
  return told.map(({ failure }) => failure)
}
const change =
  (verb: 'release' | 'delete') =>
  async (
    { context, life }: OpenWizard,
    credentials: CredentialAt[],
    stopAfter = Infinity,
  ): Promise<LifeOutcome[]> => {
    const told: LifeOutcome[] = []
    const stop = new AbortController()
    const send = (outcome: LifeOutcome) => {
      told.push(outcome)
      if (told.length >= stopAfter) stop.abort()
    }
    await life[verb]({ context, credentials }, { signal: stop.signal, send })
    return told
  }
/** Releases credentials, until this many were reported. */
export const release = change('release')
/** Deletes the secrets of credentials, until this many were reported. */
export const remove = change('delete')
/** One credential as the application sees it. */
export const lookAt = async ({ context, life }: OpenWizard, secret: ClusterSecret): Promise<LookedAt> => {
  const { namespace, name } = secret.metadata
  const [looked] = await life.look({ context, credentials: [{ namespace, name }] })
  if (looked === undefined) throw new Error('nothing was told')
  return looked
}

import { typeDescriptions, type KnownFormat } from '../../../shared/credential-types/credential-types.ts'
import { deriveKubernetesName } from '../../../shared/kubernetes-name.ts'
import { labelsToWrite } from '../../../shared/registration.ts'
import { annotationKeys, runaiLabels, defaultRunaiNamespace } from '../../../shared/runai.ts'
import { apiTime } from '../objects/api-time.ts'
import { withMetadata } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { SeedCredential, SeedSecret, SeedUnused } from './company.ts'
import { annotate, daysBefore, encoded, kinds, makeObject } from './seed-objects.ts'
import type { Planting } from './seed-objects.ts'

const wizard = 'credenza'
const consoleTool = 'runai-cluster-sync'

type Placed = Pick<SeedCredential, 'scope' | 'of'>

const namespaceFor = ({ scope, of = '' }: Placed) =>
  scope === 'project' ? `runai-${of}` : defaultRunaiNamespace

/** Values that nobody can take for real ones. */
function fakeData(
  { form, fields }: KnownFormat,
  { url = '' }: { url?: string | undefined },
): Record<string, string> {
  if (form === 'registry-login') {
    const username = 'FAKE-user'
    const password = 'FAKE-not-a-password'
    const auth = Buffer.from(`${username}:${password}`, 'utf8').toString('base64')
    return { '.dockerconfigjson': JSON.stringify({ auths: { [url]: { username, password, auth } } }) }
  }
  if (form === 'entries') return { FAKE_KEY: 'FAKE-not-a-value' }
  return Object.fromEntries(fields.map(({ key, placeholder }) => [key, `FAKE-${placeholder}`]))
}

function contentOf({ type, url, secretType, data, immutable }: SeedUnused | SeedCredential): object {
  const [format] = typeDescriptions[type].formats
  return {
    ...(immutable === undefined ? {} : { immutable }),
    data: encoded(data ?? fakeData(format, { url })),
    type: secretType ?? format.secretType,
  }
}

/** The labels of its scope and type, with those that someone forgot or added. */
function labelsOf({ type, scope, of, labels = {} }: SeedCredential): Record<string, string> {
  const wanted = { ...labelsToWrite(scope, type, of), ...labels }
  const entries = Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== null)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A credential of the company, as a wizard or the console left it. */
export function plantCredential(credential: SeedCredential, planting: Planting): KubeObject {
  const { type, made, isDeleting } = credential
  const namespace = namespaceFor(credential)
  const content = contentOf(credential)
  const resource = kinds.secrets
  if (credential.console === true) {
    const name = deriveKubernetesName(type, credential.name)
    const metadata = { name, namespace, labels: { [runaiLabels.asset]: type } }
    return makeObject({ resource, metadata, content, made, tool: consoleTool }, planting)
  }
  const isNew = credential.secret === undefined
  const name = credential.secret ?? deriveKubernetesName(type, credential.name)
  const { annotations } = credential
  const metadata = {
    name,
    namespace,
    labels: labelsOf(credential),
    ...(annotations === undefined ? {} : { annotations }),
    ...(isDeleting === true ? { finalizers: ['demo.halden.io/hold'] } : {}),
  }
  const tool = isNew ? wizard : (credential.tool ?? 'kubectl-create')
  const at = daysBefore(planting.now, credential.claimed ?? made)
  const secret = makeObject({ resource, metadata, content, made, tool }, planting)
  const claimed = annotate(secret, annotationsOf(credential, at, planting.now), { tool: wizard, at })
  return isDeleting === true ? marked(claimed, planting.now) : claimed
}

function annotationsOf(
  { name, description, by, rotated, url, secret }: SeedCredential,
  at: number,
  now: number,
): Record<string, string> {
  const keys = annotationKeys
  return {
    [keys.credential]: name,
    [keys.origin]: secret === undefined ? 'new' : 'existing',
    [keys.createdAt]: apiTime(at),
    ...(by === undefined ? {} : { [keys.createdBy]: by }),
    ...(description === undefined ? {} : { [keys.description]: description }),
    ...(url === undefined ? {} : { [keys.registryUrl]: url }),
    ...(rotated === undefined ? {} : { [keys.rotatedAt]: apiTime(daysBefore(now, rotated)) }),
  }
}

/** Someone has asked for its deletion an hour ago, and a finalizer holds it. */
function marked(secret: KubeObject, now: number): KubeObject {
  const deletionTimestamp = apiTime(daysBefore(now, 1 / 24))
  return withMetadata(secret, { deletionTimestamp, deletionGracePeriodSeconds: 0 })
}

/** A secret that is registered and no credential yet. */
export function plantUnused(unused: SeedUnused, planting: Planting): KubeObject {
  const { secret: name, type, scope, of, made, tool = 'kubectl-create' } = unused
  const metadata = { name, namespace: namespaceFor(unused), labels: labelsToWrite(scope, type, of) }
  return makeObject({ resource: kinds.secrets, metadata, content: contentOf(unused), made, tool }, planting)
}

/** A secret of something else in the cluster. */
export function plantSecret(secret: SeedSecret, planting: Planting): KubeObject {
  const { namespace, name, type, made, tool, data, labels, annotations, immutable } = secret
  const metadata = {
    name,
    namespace,
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
  }
  const content = { ...(immutable === undefined ? {} : { immutable }), data: encoded(data), type }
  return makeObject({ resource: kinds.secrets, metadata, content, made, tool }, planting)
}

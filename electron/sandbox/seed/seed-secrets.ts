import { typeDescriptions, type KnownFormat } from '../../../shared/credential-types/credential-types.ts'
import { deriveKubernetesName } from '../../../shared/kubernetes-name.ts'
import { labelsToWrite } from '../../../shared/registration.ts'
import { annotationKeys, runaiLabels, defaultRunaiNamespace } from '../../../shared/runai.ts'
import { apiTime } from '../objects/api-time.ts'
import { nameOf, withMetadata } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { SeedCredential, SeedSecret, SeedUnused } from './company.ts'
import { annotate, daysBefore, encoded, kinds, makeObject } from './seed-objects.ts'
import type { Planting } from './seed-objects.ts'
import { documentedLabels, hasSince } from './seed-version.ts'

const wizard = 'credenza'
const consoleTool = 'runai-cluster-sync'

type Placed = Pick<SeedCredential, 'scope' | 'of' | 'type'>

const namespaceFor = ({ scope, of = '' }: Placed) =>
  scope === 'project' ? `runai-${of}` : defaultRunaiNamespace

const departmentOf = ({ scope, of = '' }: Placed, { departmentIds }: Planting): string =>
  scope === 'department' ? (departmentIds.get(of) ?? of) : ''

/** The labels that a version's documentation prescribes. */
const labelsFor = (placed: Placed, version: string, planting: Planting) =>
  documentedLabels(
    placed.scope,
    { resource: typeDescriptions[placed.type].resource, department: departmentOf(placed, planting) },
    version,
  )

/** Whether the sandbox's version has such a secret. */
export const isPlanted = (placed: Placed & Pick<SeedCredential, 'since'>, planting: Planting): boolean =>
  hasSince(planting.version, placed.since) &&
  (placed.scope === 'account' || labelsFor(placed, planting.version, planting) !== null)

const formatOf = ({ type, format }: SeedUnused | SeedCredential): KnownFormat => {
  const { formats } = typeDescriptions[type]
  return formats.find(({ id }) => id === format) ?? formats[0]
}

/** Values that nobody can mistake for real ones; each secret has its own. */
function fakeData(
  { form, fields }: KnownFormat,
  { url = '', owner }: { url?: string | undefined; owner: string },
): Record<string, string> {
  const own = owner.replaceAll(/[^A-Za-z0-9]+/g, '-')
  if (form === 'registry-login') {
    const username = 'FAKE-user'
    const password = `FAKE-not-a-password-of-${own}`
    const auth = Buffer.from(`${username}:${password}`, 'utf8').toString('base64')
    return { '.dockerconfigjson': JSON.stringify({ auths: { [url]: { username, password, auth } } }) }
  }
  if (form === 'entries') return { FAKE_KEY: `FAKE-not-a-value-of-${own}` }
  return Object.fromEntries(fields.map(({ key, placeholder }) => [key, `FAKE-${placeholder}-of-${own}`]))
}

/** Identifies a secret of the seed. */
const nameIn = (secret: SeedUnused | SeedCredential): string =>
  `${'name' in secret ? secret.name : secret.secret}-${secret.scope}-${secret.of ?? ''}`

function contentOf(secret: SeedUnused | SeedCredential): object {
  const { url, secretType, data, immutable } = secret
  const format = formatOf(secret)
  return {
    ...(immutable === undefined ? {} : { immutable }),
    data: encoded(data ?? fakeData(format, { url, owner: nameIn(secret) })),
    type: secretType ?? format.secretType,
  }
}

/** The labels of its scope and type, plus what someone omitted or added. */
function labelsOf(credential: SeedCredential, planting: Planting): Record<string, string> {
  const { type, scope, labels = {} } = credential
  const wanted = { ...labelsToWrite(scope, type, departmentOf(credential, planting)), ...labels }
  const entries = Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== null)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The labels of a credential managed by the console. */
function consoleLabels(credential: SeedCredential, planting: Planting): Record<string, string> {
  const { asset, department, tenantWide } = runaiLabels
  return {
    [asset]: typeDescriptions[credential.type].resource,
    ...(credential.scope === 'department' ? { [department]: departmentOf(credential, planting) } : {}),
    ...(credential.scope === 'account' ? { [tenantWide]: 'true' } : {}),
  }
}

/** Creates a credential of the company as the wizard or the console would. */
export function plantCredential(credential: SeedCredential, planting: Planting): KubeObject {
  const { type, made, isDeleting } = credential
  const namespace = namespaceFor(credential)
  const content = contentOf(credential)
  const resource = kinds.secrets
  if (credential.console === true) {
    const name = deriveKubernetesName(type, credential.name)
    const metadata = { name, namespace, labels: consoleLabels(credential, planting) }
    return makeObject({ resource, metadata, content, made, tool: consoleTool }, planting)
  }
  const isNew = credential.secret === undefined
  const name = credential.secret ?? deriveKubernetesName(type, credential.name)
  const { annotations } = credential
  const metadata = {
    name,
    namespace,
    labels: labelsOf(credential, planting),
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
  { name, description, by, rotated, expires, url, secret, format }: SeedCredential,
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
    ...(format === undefined ? {} : { [keys.format]: format }),
    ...(rotated === undefined ? {} : { [keys.rotatedAt]: apiTime(daysBefore(now, rotated)) }),
    ...(expires === undefined ? {} : { [keys.expiresAt]: apiTime(daysBefore(now, -expires)) }),
  }
}

/** Marks a secret as being deleted since an hour ago; a finalizer delays it. */
function marked(secret: KubeObject, now: number): KubeObject {
  const deletionTimestamp = apiTime(daysBefore(now, 1 / 24))
  return withMetadata(secret, { deletionTimestamp, deletionGracePeriodSeconds: 0 })
}

/** Creates an unused secret: registered, but not a credential yet. */
export function plantUnused(unused: SeedUnused, planting: Planting): KubeObject {
  const { secret: name, labelledFor = planting.version, made, tool = 'kubectl-create' } = unused
  const metadata = {
    name,
    namespace: namespaceFor(unused),
    labels: labelsFor(unused, labelledFor, planting) ?? {},
  }
  return makeObject({ resource: kinds.secrets, metadata, content: contentOf(unused), made, tool }, planting)
}

/** Creates a secret of other software in the cluster. */
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

/** Creates the copies of a wider-scoped credential in its projects' namespaces, as Run:ai does. */
export function plantCopies(
  { credential, original }: { credential: SeedCredential; original: KubeObject },
  projects: readonly string[],
  planting: Planting,
): KubeObject[] {
  const { copies, made, rotated = made } = credential
  if (copies === undefined) return []
  const { labels = {} } = original.metadata
  return projects
    .filter((project) => !copies.leftOut.includes(project))
    .map((project) => {
      const type = copies.differing.includes(project) ? 'Opaque' : (original.type ?? '')
      const metadata = { name: nameOf(original), namespace: `runai-${project}`, labels }
      const content = { type, data: original.data ?? {} }
      return makeObject(
        { resource: kinds.secrets, metadata, content, made: rotated, tool: consoleTool },
        planting,
      )
    })
}

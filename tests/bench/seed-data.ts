import { typeDescriptions, type CredentialType } from '../../shared/credential-types/credential-types.ts'
import { labelsToWrite } from '../../shared/registration.ts'
import { annotationKeys } from '../../shared/runai.ts'

/** One namespace of a project. */
interface SeedNamespace {
  name: string
  project: string
}

const departments = ['vision', 'speech', 'genomics', 'robotics', 'weather', 'finance', 'chem', 'search']
const themes = ['train', 'eval', 'serving', 'notebooks', 'etl', 'research', 'nightly', 'sandbox']
const people = ['m.okafor', 't.ferreira', 'e.sorensen', 'j.lindqvist', 'p.raman', 'a.nowak', 'svc-ci']

const products: readonly { type: CredentialType; name: string; url: string; description: string }[] = [
  {
    type: 'docker-registry',
    name: 'Harbor robot',
    url: 'https://harbor.halden.io',
    description: 'Pull only',
  },
  { type: 'docker-registry', name: 'NGC nightly', url: 'https://nvcr.io/halden-nightly', description: '' },
  {
    type: 'docker-registry',
    name: 'Quay mirror',
    url: 'https://quay.io/halden',
    description: 'Mirror, site B',
  },
  { type: 'access-key', name: 'MinIO datasets', url: '', description: 'Read only, expires each quarter' },
  { type: 'access-key', name: 'Checkpoints bucket', url: '', description: 'Written by the training jobs' },
  { type: 'access-key', name: 'RGW scratch', url: '', description: '' },
  { type: 'password', name: 'MLflow tracking', url: '', description: 'Experiment tracking of the team' },
  { type: 'password', name: 'Nexus PyPI proxy', url: 'https://nexus.halden.io', description: '' },
  { type: 'password', name: 'W&B self-hosted', url: '', description: '' },
  { type: 'password', name: 'Zenodo deposit', url: '', description: 'For publishing data sets' },
]

const pick = <T>(from: readonly T[], index: number): T => from[index % from.length] as T
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** Namespace number `index`, as a Run:ai project has it. */
export function seedNamespace(index: number): SeedNamespace {
  const theme = pick(themes, Math.floor(index / departments.length))
  const project = `${pick(departments, index)}-${theme}-${String(index + 1).padStart(3, '0')}`
  return { name: `runai-${project}`, project }
}

/** Secret number `index` of a namespace as a credential, with all labels and annotations that Credenza writes. */
export function seedCredential(
  namespace: SeedNamespace,
  index: number,
  scope: 'cluster' | 'project' = 'project',
): object {
  const product = pick(products, index)
  const name = `${product.name} ${twoDigits(Math.floor(index / products.length) + 1)}`
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const day = `2026-${twoDigits((index % 9) + 1)}-${twoDigits((index % 27) + 1)}`
  const annotations = {
    [annotationKeys.credential]: name,
    [annotationKeys.origin]: index % 3 === 0 ? 'existing' : 'new',
    [annotationKeys.createdBy]: pick(people, index + namespace.name.length),
    [annotationKeys.createdAt]: `${day}T08:30:00Z`,
    ...(product.url === '' ? {} : { [annotationKeys.registryUrl]: product.url }),
    ...(product.description === '' ? {} : { [annotationKeys.description]: product.description }),
    ...(index % 4 === 0 ? { [annotationKeys.rotatedAt]: `${day}T18:00:00Z` } : {}),
  }
  const metadata = {
    name: `${typeDescriptions[product.type].namePrefix}${slug}`,
    labels: labelsToWrite(scope, product.type),
    annotations,
  }
  return { apiVersion: 'v1', kind: 'Secret', metadata, ...content(product.type, product.url, index) }
}

/** Secret number `index` of a namespace as other software creates it: not a credential. */
export function seedOther(index: number): object {
  const release = `app-${String(index + 1)}`
  if (index % 2 === 0) {
    const labels = { name: release, owner: 'helm', status: 'deployed', version: '1' }
    const metadata = { name: `sh.helm.release.v1.${release}.v1`, labels }
    const data = { release: base64('helm '.repeat(160)) }
    return { apiVersion: 'v1', kind: 'Secret', metadata, type: 'helm.sh/release.v1', data }
  }
  const metadata = { name: `${release}-settings`, labels: { 'app.kubernetes.io/name': release } }
  const data = { 'settings.yaml': base64('level: info\n'.repeat(12)) }
  return { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data }
}

function content(type: CredentialType, url: string, index: number): { type: string; data: object } {
  const value = `made-up-value-${String(index)}`
  switch (type) {
    case 'docker-registry': {
      const auth = base64(`robot:${value}`)
      const config = { auths: { [url]: { username: 'robot', password: value, auth } } }
      const data = { '.dockerconfigjson': base64(JSON.stringify(config)) }
      return { type: 'kubernetes.io/dockerconfigjson', data }
    }
    case 'access-key':
      return { type: 'Opaque', data: { AccessKeyId: base64(`AK${index}`), SecretKey: base64(value) } }
    default:
      return { type: 'Opaque', data: { User: base64('team'), Password: base64(value) } }
  }
}

import { wizardObjects } from './demo-logins.ts'
import { typeDescriptions, type CredentialType } from '../../shared/credential-types/credential-types.ts'
import { labelsToWrite } from '../../shared/registration.ts'
import { type WrittenScopeKind } from '../../shared/runai.ts'

/** A short description of a credential in the demo company. */
interface Demo {
  name: string
  description?: string
  type: CredentialType
  scope: WrittenScopeKind
  /** The project, or the department's id. */
  of?: string
  by: string
  /** Days since its creation and since its rotation. */
  age: number
  rotated?: number
  registry?: string
  /** A Kubernetes name by another tool. Defaults to the wizard's. */
  secret?: string
  /** A forgotten label. */
  missing?: string
  fault?: 'applied' | 'deleting' | 'opaque-login'
}

const projects = ['chem-diffusion', 'llm-eval', 'rna-folding', 'seg-3d', 'vision-train', 'robot-arm']

const d = (name: string, rest: Omit<Demo, 'name'>): Demo => ({ name, ...rest })
const registry = 'docker-registry'
const access = 'access-key'

const demos: Demo[] = [
  d('Artifactory pull', {
    description: 'artifactory.halden.io, read only',
    type: registry,
    scope: 'cluster',
    by: 'j.lindqvist',
    age: 200,
    rotated: 41,
    registry: 'artifactory.halden.io',
  }),
  d('Ceph RGW imaging', {
    description: 'Endpoint of the imaging store',
    type: access,
    scope: 'project',
    of: 'seg-3d',
    by: 'h.yamada',
    age: 90,
    rotated: 9,
  }),
  d('Checkpoints bucket', {
    description: 's3://halden-ckpt, eu-central-1',
    type: access,
    scope: 'project',
    of: 'vision-train',
    by: 'm.okafor',
    age: 402,
    rotated: 402,
    secret: 'ckpt-bucket-s3',
    missing: 'run.ai/credentials',
    fault: 'applied',
  }),
  d('GHCR robot', {
    description: 'ghcr.io/halden-ml',
    type: registry,
    scope: 'department',
    of: 'Research',
    by: 'svc-ci',
    age: 60,
    rotated: 3,
    registry: 'ghcr.io/halden-ml',
  }),
  d('Git LFS mirror', { type: 'password', scope: 'project', of: 'llm-eval', by: 'p.raman', age: 77 }),
  d('GitLab registry', {
    description: 'registry.gitlab.halden.io:5050',
    type: registry,
    scope: 'department',
    of: 'Research',
    by: 't.ferreira',
    age: 300,
    rotated: 218,
    registry: 'registry.gitlab.halden.io:5050',
    secret: 'gitlab-pull',
    fault: 'opaque-login',
  }),
  d('Harbor base images', {
    description: 'harbor.int.halden.io, all teams',
    type: registry,
    scope: 'cluster',
    by: 'j.lindqvist',
    age: 120,
    rotated: 26,
    registry: 'harbor.int.halden.io',
  }),
  d('Hugging Face mirror', {
    type: 'password',
    scope: 'project',
    of: 'chem-diffusion',
    by: 'a.nowak',
    age: 50,
    rotated: 12,
  }),
  d('Label Studio export', {
    description: 'Nightly export of annotations',
    type: access,
    scope: 'project',
    of: 'seg-3d',
    by: 'h.yamada',
    age: 58,
  }),
  d('MinIO datasets', {
    description: 'Read only, expires each quarter',
    type: access,
    scope: 'department',
    of: 'Research',
    by: 'm.okafor',
    age: 120,
    rotated: 31,
  }),
  d('MLflow tracking', {
    type: 'password',
    scope: 'project',
    of: 'llm-eval',
    by: 'p.raman',
    age: 190,
    rotated: 190,
  }),
  d('NGC nightly', {
    description: 'nvcr.io/halden-nightly',
    type: registry,
    scope: 'project',
    of: 'rna-folding',
    by: 'e.sorensen',
    age: 0,
    registry: 'nvcr.io/halden-nightly',
  }),
  d('NVCR base images', {
    description: 'nvcr.io, pull only',
    type: registry,
    scope: 'cluster',
    by: 'j.lindqvist',
    age: 104,
    registry: 'nvcr.io',
  }),
  d('Nexus PyPI proxy', {
    description: 'nexus.halden.io/repository/pypi',
    type: 'password',
    scope: 'cluster',
    by: 'svc-ci',
    age: 80,
    rotated: 5,
  }),
  d('Quay mirror', {
    description: 'quay.io/halden',
    type: registry,
    scope: 'project',
    of: 'rna-folding',
    by: 'e.sorensen',
    age: 66,
    registry: 'quay.io/halden',
  }),
  d('RGW scratch', { type: access, scope: 'project', of: 'chem-diffusion', by: 'a.nowak', age: 0.6 }),
  d('Red Hat registry', {
    description: 'registry.redhat.io',
    type: registry,
    scope: 'department',
    of: 'Research',
    by: 't.ferreira',
    age: 133,
    registry: 'registry.redhat.io',
  }),
  d('Sequencer uploads', {
    description: 'Written by the sequencers, site B',
    type: access,
    scope: 'project',
    of: 'rna-folding',
    by: 'e.sorensen',
    age: 19,
  }),
  d('W&B self-hosted', { type: 'password', scope: 'project', of: 'vision-train', by: 'm.okafor', age: 88 }),
  d('Zenodo deposit', { type: 'password', scope: 'project', of: 'rna-folding', by: 'a.nowak', age: 2 }),
  d('Old arm controller', {
    type: 'password',
    scope: 'project',
    of: 'robot-arm',
    by: 'k.brandt',
    age: 611,
    rotated: 240,
    fault: 'deleting',
  }),
]

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

/** The objects of the demo company, in order of creation. Values are the word `demo`. */
export function demoObjects(): {
  namespaces: object[]
  unused: object[]
  unregistered: object[]
  credentials: object[]
} {
  const namespace = (name: string, labels: object) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  })
  return {
    namespaces: [
      namespace('runai', {}),
      ...projects.map((project) => namespace(`runai-${project}`, { 'runai/queue': project })),
    ],
    unused: unusedObjects(),
    unregistered: unregisteredObjects(),
    credentials: demos.map(credentialObject),
  }
}

function credentialObject(demo: Demo): object {
  const { name, type, scope, of = '', fault } = demo
  const labels = Object.fromEntries(
    Object.entries(labelsToWrite(scope, type, of)).filter(([label]) => label !== demo.missing),
  )
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const isLogin = type === registry && fault !== 'opaque-login'
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: demo.secret ?? typeDescriptions[type].namePrefix + slug,
      namespace: scope === 'project' ? `runai-${of}` : 'runai',
      labels,
      ...(fault === 'deleting' ? { finalizers: ['demo.halden.io/hold'] } : {}),
      annotations: {
        'credenza.app/credential': name,
        'credenza.app/origin': demo.secret === undefined ? 'new' : 'existing',
        'credenza.app/created-by': demo.by,
        'credenza.app/created-at': ago(demo.age),
        ...(demo.rotated === undefined ? {} : { 'credenza.app/rotated-at': ago(demo.rotated) }),
        ...(demo.description === undefined ? {} : { 'credenza.app/description': demo.description }),
        ...(demo.registry === undefined ? {} : { 'credenza.app/registry-url': demo.registry }),
        ...(fault === 'applied'
          ? { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"SecretKey":"ZGVtbw=="}}' }
          : {}),
      },
    },
    type: isLogin ? 'kubernetes.io/dockerconfigjson' : 'Opaque',
    stringData: isLogin
      ? { '.dockerconfigjson': '{"auths":{}}' }
      : type === access
        ? { AccessKeyId: 'demo', SecretKey: 'demo' }
        : { User: 'demo', Password: 'demo' },
  }
}

function unusedObjects(): object[] {
  const names = [
    'harbor-pull',
    'harbor-robot-vision',
    'regcred-2023',
    's3-import',
    'imaging-ro',
    'wandb-team',
  ]
  const spread = names.map((name, index) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace: `runai-${projects[index % projects.length] ?? 'seg-3d'}`,
      labels: labelsToWrite('project', index < 3 ? registry : access),
    },
    type: index < 3 ? 'kubernetes.io/dockerconfigjson' : 'Opaque',
    stringData:
      index < 3 ? { '.dockerconfigjson': '{"auths":{}}' } : { AccessKeyId: 'demo', SecretKey: 'demo' },
  }))
  return [...spread, ...wizardObjects()]
}

/** Unregistered secrets of `vision-train`, some by Kubernetes and by tools. */
function unregisteredObjects(): object[] {
  const login = { '.dockerconfigjson': '{"auths":{}}' }
  const basic = { username: 'demo', password: 'demo' }
  const opaque = { AccessKeyId: 'demo', SecretKey: 'demo' }
  const secrets: [name: string, type: string, data: object][] = [
    ['cvat-annotations', 'Opaque', opaque],
    ['dvc-remote-eu', 'Opaque', opaque],
    ['ghcr-pull-2026', 'kubernetes.io/dockerconfigjson', login],
    ['git-deploy', 'kubernetes.io/basic-auth', basic],
    ['grafana-reader', 'Opaque', { User: 'demo', Password: 'demo' }],
    ['harbor-robot-train', 'kubernetes.io/dockerconfigjson', login],
    ['imaging-share', 'Opaque', opaque],
    ['label-studio-token', 'Opaque', { token: 'demo' }],
    ['mlflow-basic', 'kubernetes.io/basic-auth', basic],
    ['nightly-export', 'Opaque', opaque],
    ['nvcr-pull', 'kubernetes.io/dockerconfigjson', login],
    ['old-registry', 'kubernetes.io/dockercfg', { '.dockercfg': '{}' }],
    ['rgw-scratch-writer', 'Opaque', opaque],
    ['s3-mirror-frankfurt', 'Opaque', opaque],
    ['smtp-relay', 'Opaque', { User: 'demo', Password: 'demo' }],
    ['ingress-cert', 'kubernetes.io/tls', { 'tls.crt': 'demo', 'tls.key': 'demo' }],
    ['sh.helm.release.v1.jupyter.v1', 'helm.sh/release.v1', { release: 'demo' }],
    ['sh.helm.release.v1.jupyter.v2', 'helm.sh/release.v1', { release: 'demo' }],
  ]
  const secret = (namespace: string, name: string, type: string, stringData: object) => ({
    ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type, stringData },
  })
  return [
    secret('runai', 'ca-mirror-login', 'Opaque', { User: 'demo', Password: 'demo' }),
    ...secrets.map((parts) => secret('runai-vision-train', ...parts)),
  ]
}

import type { CredentialType } from '../../../shared/credential-types/credential-types.ts'
import type { ScopeKind } from '../../../shared/runai.ts'

/** A Secret with the labels of a Run:ai version, and how it must be read. */
export interface LabelCase {
  it: string
  secret: {
    /** `runai`, or the namespace of the project `vision`. */
    namespace: 'runai' | 'runai-vision'
    name: string
    /** The Secret's own type. */
    type: string
    labels: Readonly<Record<string, string>>
    /** `credenza.app/credential` and others, without their prefix. */
    annotations?: Readonly<Record<string, string>>
  }
  reads:
    | {
        as: 'credential'
        name: string
        type: CredentialType | null
        scope: ScopeKind
        origin: 'existing' | 'console'
        /** Issue codes. Empty for none. */
        issues: readonly string[]
      }
    | { as: 'unused'; type: CredentialType | null; scope: ScopeKind }
    | { as: 'copy' }
    | { as: 'nothing' }
}

const docker = 'kubernetes.io/dockerconfigjson'

export const labelCases: readonly LabelCase[] = [
  {
    it: 'a project’s by today’s documentation',
    secret: {
      namespace: 'runai-vision',
      name: 'mlflow-1',
      type: 'Opaque',
      labels: { 'run.ai/resource': 'password' },
      annotations: { credential: 'MLflow 1' },
    },
    reads: {
      as: 'credential',
      name: 'MLflow 1',
      type: 'password',
      scope: 'project',
      origin: 'existing',
      issues: [],
    },
  },
  {
    it: 'the cluster’s by today’s documentation',
    secret: {
      namespace: 'runai',
      name: 'harbor-2',
      type: docker,
      labels: { 'run.ai/cluster-wide': 'true', 'run.ai/resource': 'docker-registry' },
      annotations: { credential: 'Harbor 2' },
    },
    reads: {
      ...{ as: 'credential', name: 'Harbor 2', type: 'docker-registry', scope: 'cluster' },
      ...{ origin: 'existing', issues: [] },
    },
  },
  {
    it: 'the cluster’s of 2.15',
    secret: {
      namespace: 'runai',
      name: 'harbor-3',
      type: docker,
      labels: { 'run.ai/cluster-wide-credentials': 'true' },
      annotations: { credential: 'Harbor 3' },
    },
    reads: {
      ...{ as: 'credential', name: 'Harbor 3', type: 'docker-registry', scope: 'cluster' },
      ...{ origin: 'existing', issues: [] },
    },
  },
  {
    it: 'a project’s of 2.15',
    secret: {
      namespace: 'runai-vision',
      name: 'mlflow-4',
      type: 'kubernetes.io/basic-auth',
      labels: { 'run.ai/credentials': 'true' },
      annotations: { credential: 'MLflow 4' },
    },
    reads: {
      as: 'credential',
      name: 'MLflow 4',
      type: 'password',
      scope: 'project',
      origin: 'existing',
      issues: [],
    },
  },
  {
    it: 'the cluster’s with its type as the value',
    secret: {
      namespace: 'runai',
      name: 's3-5',
      type: 'Opaque',
      labels: { 'run.ai/cluster-wide': 'access-key' },
    },
    reads: { as: 'unused', type: 'access-key', scope: 'cluster' },
  },
  {
    it: 'the cluster’s before 2.15',
    secret: { namespace: 'runai', name: 'harbor-6', type: docker, labels: { 'runai/cluster-wide': 'true' } },
    reads: { as: 'unused', type: 'docker-registry', scope: 'cluster' },
  },
  {
    it: 'Run:ai’s CA bundle',
    secret: {
      namespace: 'runai',
      name: 'runai-ca-cert',
      type: 'Opaque',
      labels: { 'run.ai/cluster-wide': 'true', 'run.ai/name': 'runai-ca-cert' },
    },
    reads: { as: 'nothing' },
  },
  {
    it: 'a department’s by its id',
    secret: {
      namespace: 'runai',
      name: 's3-8',
      type: 'Opaque',
      labels: { 'run.ai/department': '4500043', 'run.ai/resource': 'access-key' },
      annotations: { credential: 'S3 8' },
    },
    reads: {
      as: 'credential',
      name: 'S3 8',
      type: 'access-key',
      scope: 'department',
      origin: 'existing',
      issues: [],
    },
  },
  {
    it: 'a project’s of the console',
    secret: {
      namespace: 'runai-vision',
      name: 'password-mlflow',
      type: 'Opaque',
      labels: { 'run.ai/asset': 'password' },
    },
    reads: {
      as: 'credential',
      name: 'mlflow',
      type: 'password',
      scope: 'project',
      origin: 'console',
      issues: [],
    },
  },
  {
    it: 'a department’s of the console, without run.ai/resource',
    secret: {
      namespace: 'runai',
      name: 'accesskey-s3',
      type: 'Opaque',
      labels: { 'run.ai/asset': 'access-key', 'run.ai/department': '4500043' },
    },
    reads: {
      as: 'credential',
      name: 's3',
      type: 'access-key',
      scope: 'department',
      origin: 'console',
      issues: [],
    },
  },
  {
    it: 'the whole account’s of the console',
    secret: {
      namespace: 'runai',
      name: 'genericsecret-wandb',
      type: 'Opaque',
      labels: { 'run.ai/asset': 'generic', 'run.ai/tenant-wide': 'true' },
    },
    reads: {
      as: 'credential',
      name: 'wandb',
      type: 'generic',
      scope: 'account',
      origin: 'console',
      issues: [],
    },
  },
  {
    it: 'a copy of the cluster’s in a project',
    secret: {
      namespace: 'runai-vision',
      name: 'dockerregistry-harbor',
      type: docker,
      labels: { 'run.ai/cluster-wide': 'true', 'run.ai/resource': 'docker-registry' },
    },
    reads: { as: 'copy' },
  },
  {
    it: 'a copy that took the annotations along',
    secret: {
      namespace: 'runai-vision',
      name: 'dockerregistry-harbor-2',
      type: docker,
      labels: { 'run.ai/cluster-wide': 'true', 'run.ai/resource': 'docker-registry' },
      annotations: { credential: 'Harbor 2', origin: 'new' },
    },
    reads: { as: 'copy' },
  },
  {
    it: 'an NGC API key of the console',
    secret: {
      namespace: 'runai-vision',
      name: 'genericsecret-ngcgs-nim',
      type: 'Opaque',
      labels: { 'run.ai/asset': 'generic' },
    },
    reads: {
      as: 'credential',
      name: 'nim',
      type: 'ngc-api-key',
      scope: 'project',
      origin: 'console',
      issues: [],
    },
  },
  {
    it: 'one of two scopes at once',
    secret: {
      namespace: 'runai',
      name: 'both-14',
      type: 'Opaque',
      labels: {
        'run.ai/cluster-wide': 'true',
        'run.ai/department': '4500043',
        'run.ai/resource': 'password',
      },
      annotations: { credential: 'Both 14' },
    },
    reads: {
      ...{ as: 'credential', name: 'Both 14', type: 'password', scope: 'cluster' },
      ...{ origin: 'existing', issues: ['labels-contradict'] },
    },
  },
]

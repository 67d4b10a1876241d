import { withManagedFields } from '../objects/managed-fields.ts'
import type { Manager } from '../objects/managed-fields.ts'
import { isJsonObject } from '../objects/kube-object.ts'
import type { Json, JsonObject, KubeObject } from '../objects/kube-object.ts'
import { invalid } from '../objects/field-errors.ts'
import { reviewShapes } from '../objects/object-shapes.ts'
import { badRequest, invalidObject } from '../status.ts'
import type { Cluster } from './cluster.ts'
import { decodeBody } from './decode-body.ts'
import { allRights, isAllowed, rulesIn } from './rights.ts'

export type ReviewKind = keyof typeof reviewShapes

/** Questions that are posted, by the path that they are posted to. */
export const reviewPaths: Readonly<Record<string, ReviewKind>> = {
  'apis/authorization.k8s.io/v1/selfsubjectaccessreviews': 'SelfSubjectAccessReview',
  'apis/authorization.k8s.io/v1/selfsubjectrulesreviews': 'SelfSubjectRulesReview',
  'apis/authentication.k8s.io/v1/selfsubjectreviews': 'SelfSubjectReview',
}

const groups: Readonly<Record<ReviewKind, string>> = {
  SelfSubjectAccessReview: 'authorization.k8s.io',
  SelfSubjectRulesReview: 'authorization.k8s.io',
  SelfSubjectReview: 'authentication.k8s.io',
}

const blank: KubeObject = { metadata: { creationTimestamp: null }, spec: {} }

/** Answers a question about the one who asks. */
export function answerReview(cluster: Cluster, kind: ReviewKind, body: Buffer, manager: string): object {
  const group = groups[kind]
  const apiVersion = `${group}/v1`
  const goType = `${group.split('.')[0] ?? ''}.${kind}`
  const shape = reviewShapes[kind]
  const asked = decodeBody(body, { group, version: 'v1', kind, goType, shape }) as unknown as KubeObject
  const spec = asked.spec ?? {}
  const managed = (name: string) =>
    withManagedFields(blank, { metadata: asked.metadata, spec }, managerOf(cluster, name, apiVersion))
  switch (kind) {
    case 'SelfSubjectAccessReview':
      return { kind, apiVersion, ...managed(manager), status: judgeAccess(cluster, spec, group) }
    case 'SelfSubjectRulesReview': {
      const { namespace = '' } = spec
      if (typeof namespace !== 'string' || namespace === '') throw badRequest('no namespace on request')
      return {
        kind,
        apiVersion,
        metadata: { creationTimestamp: null },
        spec: {},
        status: { ...rulesOf(cluster, namespace), incomplete: false },
      }
    }
    case 'SelfSubjectReview':
      return {
        kind,
        apiVersion,
        metadata: { creationTimestamp: null },
        status: { userInfo: { username: cluster.user, groups: ['system:authenticated'] } },
      }
  }
}

const managerOf = ({ clock }: Cluster, name: string, apiVersion: string): Manager => ({
  name,
  apiVersion,
  now: clock.now(),
})

function judgeAccess(cluster: Cluster, spec: JsonObject, group: string): { allowed: boolean } {
  const { resourceAttributes, nonResourceAttributes } = spec
  const about = { kind: '', group }
  if (isJsonObject(resourceAttributes) === isJsonObject(nonResourceAttributes)) {
    const words = isJsonObject(resourceAttributes)
      ? invalid(
          'spec.nonResourceAttributes',
          { written: writeAttributes(nonResourceAttributes) },
          'cannot be specified in combination with resourceAttributes',
        )
      : invalid(
          'spec.resourceAttributes',
          { written: '"null"' },
          'exactly one of nonResourceAttributes or resourceAttributes must be specified',
        )
    throw invalidObject(about, '', [words])
  }
  const asked = [resourceAttributes, nonResourceAttributes].find(isJsonObject) ?? {}
  const word = (key: string) => {
    const value = asked[key]
    return typeof value === 'string' ? value : ''
  }
  const verb = word('verb') || 'get'
  return { allowed: isAllowed(cluster, { verb, resource: word('resource'), namespace: word('namespace') }) }
}

function writeAttributes(attributes: Json | undefined): string {
  const { path = '', verb = '' } = isJsonObject(attributes) ? attributes : {}
  return `authorization.NonResourceAttributes{Path:${JSON.stringify(path)}, Verb:${JSON.stringify(verb)}}`
}

const publicPaths = ['/healthz', '/livez', '/readyz', '/version', '/version/']

/** What the user may do in a namespace, and anyone who is signed in. */
function rulesOf(cluster: Cluster, namespace: string) {
  const verbs = cluster.isReadOnly() ? ['get'] : ['*']
  const mayAll = cluster.rules === allRights
  return {
    resourceRules: [
      ...rulesIn(cluster, namespace).map(({ verbs, resources }) => ({
        verbs,
        apiGroups: resources.includes('*') ? ['*'] : [''],
        resources,
      })),
      {
        verbs: ['create'],
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      },
    ],
    nonResourceRules: [
      ...(mayAll ? [{ verbs, nonResourceURLs: ['*'] }] : []),
      {
        verbs: ['get'],
        nonResourceURLs: [
          '/api',
          '/api/*',
          '/apis',
          '/apis/*',
          '/healthz',
          '/livez',
          '/openapi',
          '/openapi/*',
          '/readyz',
          '/version',
          '/version/',
        ],
      },
      { verbs: ['get'], nonResourceURLs: publicPaths },
    ],
  }
}

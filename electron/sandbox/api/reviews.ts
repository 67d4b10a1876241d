import { withManagedFields } from '../objects/managed-fields.ts'
import type { Manager } from '../objects/managed-fields.ts'
import { isJsonObject } from '../objects/kube-object.ts'
import type { Json, JsonObject, KubeObject } from '../objects/kube-object.ts'
import { invalid } from '../objects/field-errors.ts'
import { reviewShapes } from '../objects/object-shapes.ts'
import { badRequest, invalidObject } from '../objects/status-object.ts'
import { commonPathRules, mayAccess, mayAccessPath, rulesIn } from './callers.ts'
import type { Caller } from './callers.ts'
import { decodeBody } from './decode-body.ts'

export type ReviewKind = keyof typeof reviewShapes

/** The kinds of reviews, by the path to which they are posted. */
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

/** A caller's review of their own identity or permissions. */
interface Review {
  caller: Caller
  body: Buffer
  manager: Omit<Manager, 'apiVersion'>
}

/** Answers a review about its caller. */
export function answerReview(kind: ReviewKind, { caller, body, manager }: Review): object {
  const group = groups[kind]
  const apiVersion = `${group}/v1`
  const goType = `${group.split('.')[0] ?? ''}.${kind}`
  const shape = reviewShapes[kind]
  const asked = decodeBody(body, { group, version: 'v1', kind, goType, shape }) as unknown as KubeObject
  const spec = asked.spec ?? {}
  const managed = () =>
    withManagedFields(blank, { metadata: asked.metadata, spec }, { ...manager, apiVersion })
  switch (kind) {
    case 'SelfSubjectAccessReview':
      return { kind, apiVersion, ...managed(), status: judgeAccess(caller, spec, group) }
    case 'SelfSubjectRulesReview':
      if (textOf(spec, 'namespace') === '') throw badRequest('no namespace on request')
      return {
        kind,
        apiVersion,
        metadata: { creationTimestamp: null },
        spec: {},
        status: { ...rulesOf(caller, textOf(spec, 'namespace')), incomplete: false },
      }
    case 'SelfSubjectReview':
      return {
        kind,
        apiVersion,
        metadata: { creationTimestamp: null },
        status: { userInfo: { username: caller.user, groups: ['system:authenticated'] } },
      }
  }
}

function judgeAccess(caller: Caller, spec: JsonObject, group: string): { allowed: boolean } {
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
  return { allowed: isAllowed(caller, spec) }
}

function isAllowed(
  caller: Caller,
  { resourceAttributes: about, nonResourceAttributes }: JsonObject,
): boolean {
  if (isJsonObject(nonResourceAttributes)) {
    const [verb, path] = [textOf(nonResourceAttributes, 'verb'), textOf(nonResourceAttributes, 'path')]
    return mayAccessPath(caller, { verb, path })
  }
  if (!isJsonObject(about)) return false
  const [verb, group, resource] = [textOf(about, 'verb'), textOf(about, 'group'), textOf(about, 'resource')]
  const [subresource, name] = [textOf(about, 'subresource'), textOf(about, 'name')]
  return mayAccess(caller, {
    verb,
    group,
    resource,
    subresource,
    name,
    namespace: textOf(about, 'namespace'),
  })
}

function textOf(from: JsonObject, field: string): string {
  const value = from[field]
  return typeof value === 'string' ? value : ''
}

function writeAttributes(attributes: Json | undefined): string {
  const { path = '', verb = '' } = isJsonObject(attributes) ? attributes : {}
  return `authorization.NonResourceAttributes{Path:${JSON.stringify(path)}, Verb:${JSON.stringify(verb)}}`
}

/** A caller's permissions in a namespace, and for paths that are not objects. */
const rulesOf = (caller: Caller, namespace: string) => ({
  resourceRules: rulesIn(caller, namespace),
  nonResourceRules: [...caller.pathRules, ...commonPathRules],
})

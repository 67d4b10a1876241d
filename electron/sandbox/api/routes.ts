import { namespaces } from '../objects/namespaces.ts'
import { configMaps } from '../objects/config-maps.ts'
import { eventsResource } from '../objects/events.ts'
import { pods } from '../objects/pods.ts'
import { workloadNames } from '../objects/resource.ts'
import type { Resource } from '../objects/resource.ts'
import { workloads } from '../objects/workloads.ts'
import { secretsResource } from '../objects/secrets.ts'
import { serviceAccounts } from '../objects/service-accounts.ts'
import { refusedByRouter } from '../objects/status-object.ts'
import type { Cluster } from './cluster.ts'
import { findCustomRoute } from './custom-routes.ts'
import { splitPath } from './request.ts'
import type { ApiRequest, RequestTarget } from './request.ts'
import { reviewPaths } from './reviews.ts'
import type { ReviewKind } from './reviews.ts'

/** What a path resolves to. */
type ApiRoute =
  | { kind: 'object' | 'collection'; target: RequestTarget; query: URLSearchParams }
  | { kind: 'review'; review: ReviewKind }
  | { kind: 'version' }
  | { kind: 'json'; body: object }
  | { kind: 'text'; status: number; text: string }

/** The API version that the sandbox follows. */
export const serverVersion = {
  major: '1',
  minor: '20',
  gitVersion: 'v1.20.2-sandbox',
  gitCommit: 'sandbox',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'sandbox',
}

const coreResources: Readonly<Record<string, Resource>> = {
  namespaces,
  pods,
  secrets: secretsResource,
  serviceaccounts: serviceAccounts,
  configmaps: configMaps,
  events: eventsResource,
}

/** The resources of the groups `apps` and `batch`, by the root of their paths. */
const resourcesOfGroups = new Map<string, Readonly<Record<string, Resource>>>()
for (const resource of workloads) {
  const root = `${resource.group}/${resource.version}`
  const [plural = ''] = resource.name.split('.')
  resourcesOfGroups.set(root, { ...resourcesOfGroups.get(root), [plural]: resource })
}

/** Resolves the path of a request. Throws 404 and 405. */
export function findRoute(cluster: Cluster, request: ApiRequest): ApiRoute {
  const { parts, query } = splitPath(request.path)
  const [root, group, ...rest] = parts
  if (root === 'version' && group === undefined) return onlyFor(request, 'GET', { kind: 'version' })
  if (root === 'api' && group === 'v1') return objectRoute(request, coreResources, rest, query)
  const ofGroup = root === 'apis' ? resourcesOfGroups.get(parts.slice(1, 3).join('/')) : undefined
  if (ofGroup !== undefined && rest.length > 1) return objectRoute(request, ofGroup, rest.slice(1), query)
  if (root === 'apis') {
    const found = findCustomRoute(cluster, request, parts)
    if (found === null) return reviewRoute(cluster, request, parts)
    if (found.kind === 'json') return onlyFor(request, 'GET', found)
    return { kind: found.target.name === '' ? 'collection' : 'object', target: found.target, query }
  }
  return { kind: 'text', status: 404, text: '404 page not found\n' }
}

function reviewRoute({ hasSelfSubjectReview }: Cluster, request: ApiRequest, parts: string[]): ApiRoute {
  const review = reviewPaths[parts.join('/')]
  const isServed = review !== undefined && (review !== 'SelfSubjectReview' || hasSelfSubjectReview)
  if (isServed) return onlyFor(request, 'POST', { kind: 'review', review })
  const group = parts.slice(0, 3).join('/')
  const isGroupServed = Object.keys(reviewPaths).some((path) => path.startsWith(`${group}/`))
  if (isGroupServed && parts.length > 3) throw refusedByRouter(404)
  return { kind: 'text', status: 404, text: '404 page not found\n' }
}

function objectRoute(
  request: ApiRequest,
  resources: Readonly<Record<string, Resource>>,
  parts: string[],
  query: URLSearchParams,
): ApiRoute {
  const target = targetOf(resources, parts)
  if (target === null) throw refusedByRouter(404)
  const isCollection = target.name === ''
  const isEverywhere = target.resource.isNamespaced && target.namespace === ''
  const methods = isCollection
    ? isEverywhere
      ? ['GET']
      : ['GET', 'POST']
    : target.isStatus === true
      ? ['GET', 'PATCH']
      : ['GET', 'PATCH', 'DELETE']
  if (!methods.includes(request.method)) throw refusedByRouter(405)
  return { kind: isCollection ? 'collection' : 'object', target, query }
}

/** Resources with a status subresource. */
const hasStatus = ({ name }: Resource) => name === 'pods' || workloadNames.some((each) => each === name)

/**
 * `secrets`, `namespaces/team`, `namespaces/team/secrets`, `namespaces/team/secrets/name`, or any of these with
 * `status` at the end.
 */
function targetOf(
  resources: Readonly<Record<string, Resource>>,
  parts: readonly string[],
): RequestTarget | null {
  const [first = '', namespace = '', kind = '', name = '', subresource = ''] = parts
  const isInNamespace = first === 'namespaces' && parts.length > 2
  const resource = isInNamespace ? resources[kind] : resources[first]
  if (resource === undefined || !Object.hasOwn(resources, isInNamespace ? kind : first)) return null
  if (isInNamespace) {
    if (!resource.isNamespaced) return null
    if (parts.length <= 4) return { resource, namespace, name }
    const isStatus = parts.length === 5 && subresource === 'status' && hasStatus(resource)
    return isStatus ? { resource, namespace, name, isStatus } : null
  }
  if (resource.isNamespaced) return parts.length === 1 ? { resource, namespace: '', name: '' } : null
  return { resource, namespace: '', name: namespace }
}

function onlyFor(request: ApiRequest, method: string, route: ApiRoute): ApiRoute {
  if (request.method !== method) throw refusedByRouter(405)
  return route
}

import { customResources } from '../objects/custom-resources.ts'
import type { CustomResource } from '../objects/custom-resources.ts'
import { refusedByRouter } from '../objects/status-object.ts'
import type { Cluster } from './cluster.ts'
import type { ApiRequest, RequestTarget } from './request.ts'

/** What `/apis` and the paths below it resolve to: discovery of groups, or custom resources. */
type CustomRoute = { kind: 'json'; body: object } | { kind: 'target'; target: RequestTarget }

/**
 * Finds custom resources, which are read-only. A group is served if the cluster has objects of it, as if their
 * definitions were installed with them; `null` for any other path.
 */
export function findCustomRoute(
  { storage }: Pick<Cluster, 'storage'>,
  { method }: Pick<ApiRequest, 'method'>,
  [, group = '', version, plural, name = '', ...rest]: readonly string[],
): CustomRoute | null {
  const all = customResources.filter((resource) => storage.list(resource.name).length > 0)
  if (group === '') return { kind: 'json', body: groupListOf(all) }
  const served = all.filter((resource) => resource.group === group)
  if (served.length === 0) return null
  if (version === undefined) return { kind: 'json', body: groupOf(group, served) }
  const ofVersion = served.filter((resource) => resource.version === version)
  if (ofVersion.length === 0) return null
  if (plural === undefined) return { kind: 'json', body: resourceListOf(group, version, ofVersion) }
  const resource = ofVersion.find((each) => each.plural === plural)
  if (resource === undefined || rest.length > 0) return null
  if (method !== 'GET') throw refusedByRouter(405)
  return { kind: 'target', target: { resource, namespace: '', name } }
}

const groupListOf = (served: readonly CustomResource[]): object => ({
  kind: 'APIGroupList',
  apiVersion: 'v1',
  groups: [...new Set(served.map(({ group }) => group))].map((group) =>
    groupOf(
      group,
      served.filter((each) => each.group === group),
    ),
  ),
})

function groupOf(group: string, served: readonly CustomResource[]): object {
  const versions = [...new Set(served.map(({ version }) => version))].map((version) => ({
    groupVersion: `${group}/${version}`,
    version,
  }))
  return { kind: 'APIGroup', apiVersion: 'v1', name: group, versions, preferredVersion: versions[0] }
}

const resourceListOf = (group: string, version: string, served: readonly CustomResource[]): object => ({
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: `${group}/${version}`,
  resources: served.map(({ plural, kind }) => ({
    name: plural,
    singularName: kind.toLowerCase(),
    namespaced: false,
    kind,
    verbs: ['get', 'list', 'watch'],
  })),
})

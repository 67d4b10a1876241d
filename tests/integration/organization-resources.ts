import type { Cluster } from '../cluster/cluster.ts'

/** A department or project in Run:ai's format, for a test to add to a cluster. */
export interface OrganizationObject {
  apiVersion: string
  kind: 'Department' | 'Project'
  metadata: { name: string; labels?: Record<string, string> }
  spec?: object
  status?: object
}

/** Replaces all departments and projects of a cluster by these. With none, the cluster doesn't know the kind. */
export type SetOrganization = (objects: readonly OrganizationObject[]) => Promise<void>

interface Definition {
  group: string
  plural: 'departments' | 'projects'
  kind: OrganizationObject['kind']
  versions: readonly string[]
}

/** The custom resources of Run:ai and its successor, with the versions that a test creates. */
const definitions: readonly Definition[] = [
  { group: 'scheduling.run.ai', plural: 'departments', kind: 'Department', versions: ['v1'] },
  { group: 'run.ai', plural: 'projects', kind: 'Project', versions: ['v2', 'v1'] },
  { group: 'kai.resources', plural: 'departments', kind: 'Department', versions: ['v1alpha1'] },
  { group: 'kai.resources', plural: 'projects', kind: 'Project', versions: ['v1alpha1'] },
]

function definitionOf({ group, plural, kind, versions }: Definition): object {
  const anything = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
  const properties = { spec: anything, status: anything }
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { plural, kind, singular: kind.toLowerCase(), listKind: `${kind}List` },
      scope: 'Cluster',
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: { openAPIV3Schema: { type: 'object', properties } },
      })),
    },
  }
}

const names = definitions.map(({ group, plural }) => `${plural}.${group}`)
const definitionNames = names.map((name) => `crd/${name}`)

/** On a kube-apiserver: by their definitions and kubectl, like an installation of Run:ai. */
export function organizationSetter({ kubectl }: Pick<Cluster, 'kubectl'>): SetOrganization {
  const create = (items: readonly object[]) =>
    kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) })
  return async (objects) => {
    if (objects.length === 0) {
      await kubectl(['delete', '--ignore-not-found', '--wait', ...definitionNames])
      return
    }
    const known = await kubectl(['get', '--ignore-not-found', '-o', 'name', ...definitionNames])
    if (known === '') {
      await create(definitions.map(definitionOf))
      await kubectl(['wait', '--for=condition=Established', '--timeout=240s', ...definitionNames])
    } else await kubectl(['delete', names.join(), '--all', '--wait'])
    await create(objects)
  }
}

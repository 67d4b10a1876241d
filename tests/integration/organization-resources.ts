import type { Cluster } from '../cluster/cluster.ts'

interface Definition {
  group: string
  plural: 'departments' | 'projects'
  kind: 'Department' | 'Project'
  versions: readonly string[]
}

/** The custom resources of Run:ai and of what succeeds it, with the versions that this test makes of them. */
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

const names = definitions.map(({ group, plural }) => `crd/${plural}.${group}`)

/** Makes the definitions, and waits until the cluster serves them. */
export async function makeDefinitions({ kubectl }: Pick<Cluster, 'kubectl'>): Promise<void> {
  const items = definitions.map(definitionOf)
  await kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) })
  await kubectl(['wait', '--for=condition=Established', '--timeout=60s', ...names])
}

/** Takes them away, with all their objects. */
export const deleteDefinitions = ({ kubectl }: Pick<Cluster, 'kubectl'>): Promise<unknown> =>
  kubectl(['delete', '--ignore-not-found', '--wait', ...names])

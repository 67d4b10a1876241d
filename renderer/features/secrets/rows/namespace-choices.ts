import type { ScopedNamespace } from '../../../../shared/contract/wizard.ts'
import type { Project, ScopeId, WrittenScope } from '../../../../shared/credential.ts'
import { isNamespaceName } from '../../../../shared/kubernetes-name.ts'
import { sortText, textTest } from '../../../../shared/search-text.ts'

/** A namespace whose secrets can be shown. */
export interface NamespaceChoice {
  namespace: string
  /** The project's name. Empty for the cluster's namespace, and for a typed one. */
  project: string
  kind: 'cluster' | 'project' | 'typed'
}

/** The cluster's namespace first, then the projects by name. */
export function namespaceChoices(projects: readonly Project[], clusterNamespace: string): NamespaceChoice[] {
  const ofProjects = projects
    .filter(({ namespace }) => namespace !== clusterNamespace)
    .map(({ name, namespace }) => ({ namespace, project: name, kind: 'project' as const }))
    .sort((a, b) => (sortText(a.project) < sortText(b.project) ? -1 : 1))
  return [{ namespace: clusterNamespace, project: '', kind: 'cluster' }, ...ofProjects]
}

/** The choices that match a search. If not all namespaces are known, a valid name is a choice too. */
export function findChoices(
  choices: readonly NamespaceChoice[],
  search: string,
  isComplete: boolean,
): NamespaceChoice[] {
  const isFound = textTest(search)
  const found = choices.filter(({ namespace, project, kind }) =>
    isFound(`${project} ${namespace} ${kind === 'cluster' ? clusterTitle : ''}`),
  )
  const typed = search.trim().toLowerCase()
  const isNew = !isComplete && isNamespaceName(typed) && choices.every(({ namespace }) => namespace !== typed)
  return isNew ? [...found, { namespace: typed, project: '', kind: 'typed' }] : found
}

const clusterTitle = 'Cluster and departments'

/** The name of a choice. */
export function choiceTitle({ namespace, project, kind }: NamespaceChoice): string {
  if (kind === 'cluster') return clusterTitle
  return kind === 'project' ? project : namespace
}

/** The project of a namespace. Without a known one, the namespace counts as its own project. */
function projectOf(namespace: string, projects: readonly Project[]): WrittenScope {
  const known = projects.find((project) => project.namespace === namespace)
  return { kind: 'project', id: known?.name ?? namespace }
}

/**
 * The scopes for which secrets of a namespace can be registered. `department` only applies in the cluster's namespace.
 */
export function placeIn(
  namespace: string,
  known: { projects: readonly Project[]; clusterNamespace: string },
  department: string | null,
): ScopedNamespace {
  if (namespace !== known.clusterNamespace) return { scope: projectOf(namespace, known.projects), namespace }
  const scope: WrittenScope =
    department === null ? { kind: 'cluster', id: '' } : { kind: 'department', id: department }
  return { scope, namespace }
}

/** Whether a text can be a department's id, which is a label value. */
export const isDepartmentId = (text: string): boolean =>
  /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(text)

/** The known projects and, if namespaces can't be listed, those of registered secrets. */
export function allProjects(
  { known, isComplete }: { known: readonly Project[]; isComplete: boolean },
  registered: Iterable<{ scope: ScopeId; namespace: string }>,
): readonly Project[] {
  if (isComplete) return known
  const names = new Map(known.map(({ name, namespace }) => [namespace, name]))
  for (const { scope, namespace } of registered)
    if (scope.kind === 'project' && !names.has(namespace)) names.set(namespace, scope.id)
  return [...names].map(([namespace, name]) => ({ name, namespace }))
}

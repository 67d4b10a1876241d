import type { ScopedNamespace } from '../../../../shared/contract/wizard.ts'
import { scopeKey, type Department, type Project, type WrittenScope } from '../../../../shared/credential.ts'
import { fold, sortText, textTest } from '../../../../shared/search-text.ts'
import type { WrittenScopeKind } from '../../../../shared/runai.ts'

/**
 * One scope in the tree: the cluster is the root, with departments below it, and projects below their department or the
 * root.
 */
export interface ScopeNode {
  key: string
  place: ScopedNamespace
  label: string
  /** Its kind, next to its name. */
  kind: string
  level: 1 | 2 | 3
}

interface Known {
  /** The cluster's display name. */
  clusterName: string
  runaiNamespace: string
  departments: readonly Department[]
  projects: readonly Project[]
}

const kinds: Readonly<Record<WrittenScopeKind, string>> = {
  cluster: 'Cluster',
  department: 'Department',
  project: 'Project',
}

function nodeOf(scope: WrittenScope, namespace: string, label: string, level: ScopeNode['level']): ScopeNode {
  return { key: scopeKey(scope), place: { scope, namespace }, label, kind: kinds[scope.kind], level }
}

const byName = (a: { by: string }, b: { by: string }) => (a.by < b.by ? -1 : 1)
const sorted = (nodes: ScopeNode[]) =>
  nodes
    .map((node) => ({ node, by: sortText(node.label) }))
    .sort(byName)
    .map(({ node }) => node)

/** All known scopes in tree order. */
export function scopeNodes({ clusterName, runaiNamespace, departments, projects }: Known): ScopeNode[] {
  const ids = new Set(departments.map(({ id }) => id))
  const distinct = [...new Map(projects.map((project) => [project.name, project])).values()]
  const below = Map.groupBy(distinct, ({ department = '' }) => (ids.has(department) ? department : ''))
  const projectsOf = (department: string, level: 2 | 3) =>
    sorted(
      (below.get(department) ?? []).map(({ name, namespace }) =>
        nodeOf({ kind: 'project', id: name }, namespace, name, level),
      ),
    )
  return [
    nodeOf({ kind: 'cluster', id: '' }, runaiNamespace, clusterName, 1),
    ...sorted(
      departments.map(({ id, name }) => nodeOf({ kind: 'department', id }, runaiNamespace, name, 2)),
    ).flatMap((node) => [node, ...projectsOf(node.place.scope.id, 3)]),
    ...projectsOf('', 2),
  ]
}

/**
 * The shown nodes. With a search, those that match all words, each below its ancestors. Otherwise all, or only the root
 * if it is collapsed.
 */
export function shownNodes(nodes: readonly ScopeNode[], search: string, isOpen: boolean): ScopeNode[] {
  if (search.trim() === '') return isOpen ? [...nodes] : nodes.slice(0, 1)
  const isFound = textTest(search)
  const shown: ScopeNode[] = []
  /** The ancestors of the current node that aren't shown yet. */
  let above: ScopeNode[] = []
  for (const node of nodes) {
    above = above.filter(({ level }) => level < node.level)
    const { scope, namespace } = node.place
    if (isFound(`${node.label}\n${scope.id}\n${namespace}\n${node.kind}`))
      shown.push(...above.splice(0), node)
    else above.push(node)
  }
  return shown
}

/** The position of a node among its siblings and their number, by key. */
export function placesInTree(nodes: readonly ScopeNode[]): Map<string, { at: number; of: number }> {
  const groups: { key: string; at: number; group: { size: number } }[] = []
  const open: { size: number }[] = []
  for (const { key, level } of nodes) {
    open.length = Math.min(open.length, level)
    const group = (open[level - 1] ??= { size: 0 })
    group.size += 1
    groups.push({ key, at: group.size, group })
  }
  return new Map(groups.map(({ key, at, group }) => [key, { at, of: group.size }]))
}

/** What a key does in the tree: moves to a node, or expands or collapses the root. */
type TreeMove = { to: number } | { isOpen: boolean } | null

export function moveInTree(
  key: string,
  at: number,
  shown: readonly ScopeNode[],
  tree: { isOpen: boolean; page: number },
): TreeMove {
  const last = shown.length - 1
  const to = (index: number) => ({ to: Math.min(Math.max(index, 0), last) })
  const isRoot = shown[at]?.level === 1
  switch (key) {
    case 'ArrowDown':
      return to(at + 1)
    case 'ArrowUp':
      return to(at - 1)
    case 'PageDown':
      return to(at + tree.page)
    case 'PageUp':
      return to(at - tree.page)
    case 'Home':
      return to(0)
    case 'End':
      return to(last)
    case 'ArrowRight':
      if (!isRoot) return (shown[at + 1]?.level ?? 0) > (shown[at]?.level ?? 0) ? to(at + 1) : null
      return tree.isOpen ? to(at + 1) : { isOpen: true }
    case 'ArrowLeft':
      if (!isRoot)
        return to(shown.findLastIndex((node, index) => index < at && node.level < (shown[at]?.level ?? 1)))
      return tree.isOpen ? { isOpen: false } : null
    default:
      return null
  }
}

/** The next node after `at` whose name begins with the typed text, wrapping around. -1 for none. */
export function typedNode(shown: readonly ScopeNode[], at: number, typed: string): number {
  const start = fold(typed)
  // A single letter moves to the next match. More letters stay at one that still matches.
  const first = start.length > 1 ? at : at + 1
  for (let step = 0; step < shown.length; step += 1) {
    const index = (first + step + shown.length) % shown.length
    if (fold(shown[index]?.label ?? '').startsWith(start)) return index
  }
  return -1
}

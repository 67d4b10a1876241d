import type { ScopedNamespace } from '../../../../shared/contract/wizard.ts'
import { scopeKey, type Project } from '../../../../shared/credential.ts'
import { fold, sortText } from '../../../../shared/rows/row-selection.ts'
import type { WrittenScopeKind } from '../../../../shared/runai.ts'

/** One scope of the tree: the cluster is its root, departments and projects are below. */
export interface ScopeNode {
  key: string
  place: ScopedNamespace
  label: string
  /** What it is, beside its name. */
  kind: string
  level: 1 | 2
}

interface Known {
  /** What the cluster is called here. */
  clusterName: string
  runaiNamespace: string
  departments: readonly string[]
  projects: readonly Project[]
}

const kinds: Readonly<Record<WrittenScopeKind, string>> = {
  cluster: 'Cluster',
  department: 'Department',
  project: 'Project',
}

function nodeOf(kind: WrittenScopeKind, id: string, namespace: string, label = id): ScopeNode {
  const scope = { kind, id }
  return {
    key: scopeKey(scope),
    place: { scope, namespace },
    label,
    kind: kinds[kind],
    level: kind === 'cluster' ? 1 : 2,
  }
}

const byName = (a: { by: string }, b: { by: string }) => (a.by < b.by ? -1 : 1)
const sorted = (nodes: ScopeNode[]) =>
  nodes
    .map((node) => ({ node, by: sortText(node.label) }))
    .sort(byName)
    .map(({ node }) => node)

/** All scopes that are known, in the order of the tree. */
export function scopeNodes({ clusterName, runaiNamespace, departments, projects }: Known): ScopeNode[] {
  const namespaces = new Map(projects.map(({ name, namespace }) => [name, namespace]))
  return [
    nodeOf('cluster', '', runaiNamespace, clusterName),
    ...sorted(departments.map((id) => nodeOf('department', id, runaiNamespace))),
    ...sorted([...namespaces].map(([name, namespace]) => nodeOf('project', name, namespace))),
  ]
}

/**
 * The nodes that are shown: while something is searched for, those that have all its words, below the root; else all,
 * or only the root where it is closed.
 */
export function shownNodes(nodes: readonly ScopeNode[], search: string, isOpen: boolean): ScopeNode[] {
  const words = fold(search).split(/\s+/).filter(Boolean)
  if (words.length === 0) return isOpen ? [...nodes] : nodes.slice(0, 1)
  const found = nodes.filter((node) => {
    const text = fold(`${node.label}\n${node.place.namespace}\n${node.kind}`)
    return words.every((word) => text.includes(word))
  })
  const isBelow = found.some((node) => node.level > 1)
  return isBelow && found[0]?.level !== 1 ? [...nodes.slice(0, 1), ...found] : found
}

/** What a key does in the tree: moves to a node, or opens or closes the root. */
export type TreeMove = { to: number } | { isOpen: boolean } | null

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
      if (!isRoot) return null
      return tree.isOpen ? to(at + 1) : { isOpen: true }
    case 'ArrowLeft':
      if (!isRoot) return to(shown.findIndex((node) => node.level === 1))
      return tree.isOpen ? { isOpen: false } : null
    default:
      return null
  }
}

/** The next node after `at` whose name begins with what was typed, going round; -1 for none. */
export function typedNode(shown: readonly ScopeNode[], at: number, typed: string): number {
  const start = fold(typed)
  // One letter moves on from node to node; more of them stay with the one that still fits.
  const first = start.length > 1 ? at : at + 1
  for (let step = 0; step < shown.length; step += 1) {
    const index = (first + step + shown.length) % shown.length
    if (fold(shown[index]?.label ?? '').startsWith(start)) return index
  }
  return -1
}

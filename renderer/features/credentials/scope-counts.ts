import {
  scopeKey,
  type Credential,
  type Department,
  type Project,
  type Scope,
  type ScopeId,
} from '../../../shared/credential.ts'
import type { RowCount } from '../../state/open-context/row-count.ts'
import type { ScopeNode } from '../wizard/session/scope-tree.ts'

/** The scopes that a tree node filters by, and their number of credentials. */
interface ScopeCount {
  /** A scope with its descendants. Empty for the root, which doesn't filter. */
  scopes: readonly ScopeId[]
  count: number
}

/** A scope that credentials have, with the namespace of one of them. */
interface ScopeTally {
  scope: Scope
  namespace: string
  count: number
}

/** Counts the credentials of each scope. */
export function scopeTallies(): RowCount<Credential, ScopeTally[]> {
  const tallies = new Map<string, ScopeTally>()
  return {
    take({ scope, namespace }) {
      const key = scopeKey(scope)
      const known = tallies.get(key)
      if (known === undefined) tallies.set(key, { scope, namespace, count: 1 })
      else known.count += 1
    },
    result: () => [...tallies.values()],
  }
}

/** The known departments and projects, including those that only credentials name. */
export function knownScopes(
  tallies: readonly ScopeTally[],
  known: { departments: readonly Department[]; projects: readonly Project[] },
): { departments: Department[]; projects: Project[] } {
  const departments = new Map(known.departments.map((department) => [department.id, department]))
  const projects = new Map(known.projects.map((project) => [project.name, project]))
  for (const { scope, namespace } of tallies) {
    const { kind, id, name } = scope
    if (kind === 'department' && !departments.has(id)) departments.set(id, { id, name })
    if (kind === 'project' && !projects.has(id)) projects.set(id, { name: id, namespace })
  }
  return { departments: [...departments.values()], projects: [...projects.values()] }
}

/** The counts of all nodes by key. `nodes` are in tree order, the root first. */
export function countScopes(
  tallies: readonly ScopeTally[],
  nodes: readonly ScopeNode[],
): Map<string, ScopeCount> {
  const own = new Map<string, number>()
  let all = 0
  for (const { scope, count } of tallies) {
    all += count
    own.set(scopeKey(scope), count)
  }
  const counts = new Map<string, ScopeCount>()
  for (const [at, node] of nodes.entries()) {
    if (node.level === 1) {
      counts.set(node.key, { scopes: [], count: all })
      continue
    }
    let end = at + 1
    while ((nodes[end]?.level ?? 0) > node.level) end += 1
    const below = nodes.slice(at, end)
    counts.set(node.key, {
      scopes: below.map(({ place }) => place.scope),
      count: below.reduce((sum, { key }) => sum + (own.get(key) ?? 0), 0),
    })
  }
  return counts
}

/** The key of the node that filters by exactly the scopes with these keys. Empty for none. */
export function chosenNode(counts: ReadonlyMap<string, ScopeCount>, filtered: readonly string[]): string {
  const wanted = new Set(filtered)
  for (const [key, { scopes }] of counts)
    if (scopes.length === wanted.size && scopes.every((scope) => wanted.has(scopeKey(scope)))) return key
  return ''
}

import { forbidden } from '../status.ts'
import { goQuote } from '../words/go-text.ts'
import type { Cluster } from './cluster.ts'
import type { Target } from './request.ts'

/** A rule of RBAC; `*` stands for every verb or resource. */
export interface Rule {
  verbs: readonly string[]
  resources: readonly string[]
  /** Where it holds; empty: in every namespace, and for what is in none. */
  namespace: string
}

/** What the administrator may do. */
export const allRights: readonly Rule[] = [{ verbs: ['*'], resources: ['*'], namespace: '' }]

export const readingVerbs: readonly string[] = ['get', 'list', 'watch']

/** What is asked for; a name is of no account in these rules. */
export interface Attempt {
  verb: string
  resource: string
  /** Empty: in all namespaces, or in none. */
  namespace: string
}

/** Whether the one who asks may do it. */
export function isAllowed({ rules, isReadOnly }: Cluster, { verb, resource, namespace }: Attempt): boolean {
  if (isReadOnly() && !readingVerbs.includes(verb)) return false
  return rules.some(
    (rule) =>
      takes(rule.verbs, verb) &&
      takes(rule.resources, resource) &&
      (rule.namespace === '' || rule.namespace === namespace),
  )
}

const takes = (words: readonly string[], word: string) => words.includes('*') || words.includes(word)

/** Throws 403, in the words of RBAC. */
export function requireRight(cluster: Cluster, target: Target, verb: string): void {
  const { resource, name } = target
  // A namespace is in itself.
  const namespace = resource.isNamespaced ? target.namespace : name
  if (isAllowed(cluster, { verb, resource: resource.name, namespace })) return
  const place = namespace === '' ? 'at the cluster scope' : `in the namespace ${goQuote(namespace)}`
  const why = `User ${goQuote(cluster.user)} cannot ${verb} resource ${goQuote(resource.name)} in API group "" ${place}`
  throw forbidden({ kind: resource.name }, name, why)
}

/** The verbs of the rules that hold in a namespace, as far as a cluster that is read only lets them. */
export function rulesIn({ rules, isReadOnly }: Cluster, namespace: string): Rule[] {
  const holding = rules.filter((rule) => rule.namespace === '' || rule.namespace === namespace)
  if (!isReadOnly()) return holding
  return holding
    .map((rule) => ({ ...rule, verbs: readingVerbs.filter((verb) => takes(rule.verbs, verb)) }))
    .filter(({ verbs }) => verbs.length > 0)
}

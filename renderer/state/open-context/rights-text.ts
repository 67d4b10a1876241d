import type { Project } from '../../../shared/credential.ts'
import { counted, grouped } from '../../../shared/number-text.ts'
import type { NamespacesRead } from './open-context.ts'

/** What is known about a list that is read namespace by namespace. */
export interface RightsFacts {
  namespaces: NamespacesRead
  projects: { known: readonly Project[]; isComplete: boolean }
  /** No namespace names a project, so each namespace counts as one. */
  namespacesStandIn: boolean
  /** Lists are under way. */
  isReading: boolean
}

/** How many namespaces are done. */
const settled = ({ read, refused }: NamespacesRead): number => read.length + refused.length

/** The progress of reading, between 0 and 1. `null` if it isn't under way. */
export function readingProgress({ namespaces, isReading }: RightsFacts): number | null {
  const { of } = namespaces
  return isReading && settled(namespaces) < of ? settled(namespaces) / of : null
}

/** `Reading namespace 12 of 500`. */
export const readingText = (namespaces: NamespacesRead): string =>
  `Reading namespace ${grouped(Math.min(settled(namespaces) + 1, namespaces.of))} of ${grouped(namespaces.of)}`

type Known = Pick<RightsFacts, 'namespaces' | 'projects'>

/** The projects whose namespaces can be read. A new one may not have been read yet. */
export function readableProjects({ namespaces, projects }: Known): Project[] {
  const read = new Set(namespaces.read)
  return projects.known.filter(({ namespace }) => read.has(namespace))
}

/** How much of the cluster the user can read, in one or two sentences. '' if it is everything. */
export function rightsText({ namespaces, projects, namespacesStandIn }: RightsFacts): string {
  const { of, read, refused } = namespaces
  if (!projects.isComplete) {
    const known = counted(of, 'namespace')
    return refused.length === 0
      ? `You can’t list namespaces. Credenza reads the ${known} it knows by name.`
      : `You can’t list namespaces. Of the ${known} Credenza knows by name, you can read ${grouped(read.length)}.`
  }
  if (refused.length === 0) return ''
  if (namespacesStandIn) return `You can read ${grouped(read.length)} of ${counted(of, 'namespace')}.`
  const some = readableProjects({ namespaces, projects }).length
  const all = projects.known.length
  if (some < all) return `You can read ${grouped(some)} of ${counted(all, 'project')}.`
  const every = all === 1 ? '1 project' : `all ${grouped(all)} projects`
  return `You can read ${every}, but not ${counted(refused.length, 'other namespace')}.`
}

/** The namespaces that can't be read, those with a project first, each with its project. */
export function refusedPlaces({ namespaces, projects }: Known): { namespace: string; project: string }[] {
  const projectOf = new Map(projects.known.map(({ namespace, name }) => [namespace, name]))
  return namespaces.refused
    .map((namespace) => ({ namespace, project: projectOf.get(namespace) ?? '' }))
    .sort(
      (a, b) => Number(a.project === '') - Number(b.project === '') || (a.namespace < b.namespace ? -1 : 1),
    )
}

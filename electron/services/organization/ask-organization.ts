import * as z from 'zod/mini'
import { failureOf } from '../../../shared/failure.ts'
import { organizationResources } from '../../../shared/runai.ts'
import type { Connection } from '../../kube/connection.ts'
import { longestToken } from '../../kube/core/bounds.ts'
import type { Told } from './organization.ts'
import { readDepartment, readProject } from './read-organization.ts'

/** Milliseconds for all of it: what is not told by then is unknown. */
const patience = 20_000
/** Objects of one page, and pages of one list. */
const pageSize = 500
const mostPages = 40
/** Versions of one group that are tried. */
const mostVersions = 5

const Version = z.object({ version: z.string().check(z.regex(/^v\d{1,3}(?:(?:alpha|beta)\d{1,3})?$/)) })
const Group = z.object({
  preferredVersion: z.catch(z.nullable(Version), null),
  versions: z.catch(z.array(z.catch(z.nullable(Version), null)), []),
})
const Page = z.object({
  metadata: z.catch(z.object({ continue: z.catch(z.string().check(z.maxLength(longestToken)), '') }), {
    continue: '',
  }),
  items: z.array(z.unknown()),
})

type Ask = (path: string, query?: Record<string, string>) => Promise<unknown>

/**
 * Asks once for the departments and projects of the cluster, of whatever version it serves. What is not there, refused,
 * late or of another shape is left out: all of it is only there to name things. Rejects with nothing.
 */
export async function askOrganization(
  connection: Pick<Connection, 'getJson'>,
  signal: AbortSignal,
): Promise<Pick<Told, 'departments' | 'projects'>> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(patience)])
  const ask: Ask = (path, query = {}) =>
    connection.getJson(path, { query, signal: until, timeoutMs: patience, isOptional: true })
  const discovered = new Map<string, Promise<string[]>>()
  const versionsOf = (group: string) => {
    const found = discovered.get(group) ?? servedVersions(ask, group)
    discovered.set(group, found)
    return found
  }
  const listed = async (kind: keyof typeof organizationResources) => {
    const lists = organizationResources[kind].map(async (group) =>
      listObjects(ask, { group, kind, versions: await versionsOf(group) }),
    )
    return (await Promise.all(lists)).flat()
  }
  const [departments, projects] = await Promise.all([listed('departments'), listed('projects')])
  return {
    departments: departments.map(readDepartment).filter((department) => department !== null),
    projects: projects.map(readProject).filter((project) => project !== null),
  }
}

/** The versions that a group serves, the preferred one first: of this group alone, whatever ails the others. */
async function servedVersions(ask: Ask, group: string): Promise<string[]> {
  const read = Group.safeParse(await unlessRefused(ask(`/apis/${group}`)))
  if (!read.success) return []
  const { preferredVersion, versions } = read.data
  const all = [preferredVersion, ...versions].flatMap((each) => (each === null ? [] : [each.version]))
  return [...new Set(all)].slice(0, mostVersions)
}

/** All objects of a kind, of the first version that has it. */
async function listObjects(
  ask: Ask,
  { group, kind, versions }: { group: string; kind: string; versions: readonly string[] },
): Promise<unknown[]> {
  const objects: unknown[] = []
  for (const version of versions) {
    let token = ''
    for (let page = 0; page < mostPages; page += 1) {
      const query = { limit: String(pageSize), ...(token === '' ? {} : { continue: token }) }
      const answer = await unlessRefused(ask(`/apis/${group}/${version}/${kind}`, query))
      if (answer === null) break
      const read = Page.safeParse(answer)
      if (!read.success) return objects
      objects.push(...read.data.items.slice(0, pageSize))
      const next = read.data.metadata.continue
      if (next === '' || next === token) return objects
      token = next
    }
    if (objects.length > 0) return objects
  }
  return objects
}

/** The answer; `null` if there is none, for whatever reason. */
async function unlessRefused(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer
  } catch (error) {
    if (failureOf(error) === null) throw error
    return null
  }
}

import * as z from 'zod/mini'
import { failureOf } from '../../../shared/failure.ts'
import { organizationResources } from '../../../shared/runai.ts'
import type { Connection } from '../../kube/connection.ts'
import { longestToken } from '../../kube/core/bounds.ts'
import type { Told } from './organization.ts'
import { readDepartment, readProject } from './read-organization.ts'

/** Milliseconds for everything. What hasn't arrived by then stays unknown. */
const patience = 20_000
/** Objects per page, and pages per list. */
const pageSize = 500
const mostPages = 40
/** How many versions of a group are tried. */
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
 * Reads the departments and projects of the cluster once, in whatever version it serves. Skips what is missing,
 * refused, late or malformed, since it only serves to name things. Never rejects.
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

/**
 * The versions that a group serves, preferred one first. Asks only about this group, so that failures of others don't
 * matter.
 */
async function servedVersions(ask: Ask, group: string): Promise<string[]> {
  const read = Group.safeParse(await unlessRefused(ask(`/apis/${group}`)))
  if (!read.success) return []
  const { preferredVersion, versions } = read.data
  const all = [preferredVersion, ...versions].flatMap((each) => (each === null ? [] : [each.version]))
  return [...new Set(all)].slice(0, mostVersions)
}

/** All objects of a kind, in the first version that has it. */
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

/** The answer, or `null` if the request failed for any reason. */
async function unlessRefused(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer
  } catch (error) {
    if (failureOf(error) === null) throw error
    return null
  }
}

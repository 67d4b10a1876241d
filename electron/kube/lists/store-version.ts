import { failed } from '../../../shared/failure.ts'
import { isNewer } from './resource-version.ts'
import { tableAccept } from './read-answer.ts'
import type { ListDeps } from './read-answer.ts'
import { createTableRowCutter } from './row-cutter.ts'

export interface VersionRequest {
  /** The path of the list that the version is of. */
  path: string
  version: string
  signal: AbortSignal
}

/**
 * Resolves where the cluster answers and has come as far as this version. A store that was restored from an older backup
 * has not: a server accepts a watch from such a version and tells nothing, so it rejects with `version-expired`. Rejects
 * with what the cluster said, where it refuses or does not answer.
 */
export type RequireVersion = (request: VersionRequest) => Promise<void>

export function createRequireVersion(deps: ListDeps): RequireVersion {
  return async ({ path, version, signal }) => {
    // No selector: the server might have to read everything to find the first row that matches.
    const current = await readVersion(deps, { path, query: { limit: '1' }, signal })
    // Versions that are no numbers can't be compared, and a list without one tells nothing.
    const areNumbers = /^\d+$/.test(current) && /^\d+$/.test(version)
    if (areNumbers && isNewer(version, current)) throw failed('version-expired', { what: path })
  }
}

/** The version of a list, read with as little else as can be. */
export async function readVersion(
  { send, limits }: Pick<ListDeps, 'send' | 'limits'>,
  about: { path: string; query: Record<string, string>; signal: AbortSignal; isOptional?: boolean },
): Promise<string> {
  let version = ''
  const sink = () =>
    createTableRowCutter({
      onHead: ({ resourceVersion }) => {
        version = resourceVersion
      },
      onRows: () => {},
    })
  const query = { ...about.query, includeObject: 'None' }
  await send({ ...about, query, verb: 'list', accept: tableAccept, limits, sink })
  return version
}

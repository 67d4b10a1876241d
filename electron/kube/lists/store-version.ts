import { failed } from '../../../shared/failure.ts'
import { isNewer } from './resource-version.ts'
import { tableAccept } from './read-answer.ts'
import type { ListDeps } from './read-answer.ts'
import { createTableRowCutter } from './row-cutter.ts'

interface VersionRequest {
  /** The path of the list that the version belongs to. */
  path: string
  version: string
  signal: AbortSignal
}

/**
 * Resolves if the cluster answers and its store has reached this version. A store restored from an older backup hasn't:
 * the server would accept a watch from such a version but send nothing, so this rejects with `version-expired`. Rejects
 * with the cluster's failure if it refuses or doesn't answer.
 */
export type RequireVersion = (request: VersionRequest) => Promise<void>

export function createRequireVersion(deps: ListDeps): RequireVersion {
  return async ({ path, version, signal }) => {
    // Without a selector: the server might have to read everything to find the first match.
    const current = await readVersion(deps, { path, query: { limit: '1' }, signal })
    // Versions that aren't numbers can't be compared, and a list without a version proves nothing.
    const areNumbers = /^\d+$/.test(current) && /^\d+$/.test(version)
    if (areNumbers && isNewer(version, current)) throw failed('version-expired', { what: path })
  }
}

/** The version of a list, requested with as little other data as possible. */
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

import { failed } from '../../../shared/failure.ts'
import { isNewer } from './resource-version.ts'
import { readVersion } from './list-rows.ts'
import type { ListDeps } from './list-rows.ts'

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
    const current = await readVersion(deps, { path, signal })
    // Versions that are no numbers can't be compared, and a list without one tells nothing.
    const areNumbers = /^\d+$/.test(current) && /^\d+$/.test(version)
    if (areNumbers && isNewer(version, current)) throw failed('version-expired', { what: path })
  }
}

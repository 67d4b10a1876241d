import { projectLabel } from '../../../shared/runai.ts'
import type { Connection } from '../../kube/connection.ts'
import type { KubeRow } from '../../kube/kube-row.ts'

/**
 * Follows the namespaces and which projects they belong to. A user who may not list them is no failure: names of
 * namespaces stand in then.
 */
export function followProjects(request: {
  connection: Connection
  signal: AbortSignal
  onChange: (projectOf: ReadonlyMap<string, string>) => void
  /** The namespaces are known, or it is known that they can't be. */
  onSettled: () => void
}) {
  const namespaces = new Map<string, { name: string; project: string | undefined }>()
  let isListed = false

  function tell(): void {
    const projects = new Map<string, string>()
    for (const { name, project } of namespaces.values())
      if (project !== undefined) projects.set(name, project)
    request.onChange(projects)
  }

  const put = (row: KubeRow) =>
    namespaces.set(row.uid, { name: row.name, project: row.labels[projectLabel] || undefined })

  const following = request.connection.followRows({
    path: '/api/v1/namespaces',
    fromCache: true,
    signal: request.signal,
    onRows: (rows) => {
      for (const row of rows) put(row)
      if (isListed) tell()
    },
    onRemoved: (uids) => {
      for (const uid of uids) namespaces.delete(uid)
      tell()
    },
    onListed: () => {
      isListed = true
      tell()
      request.onSettled()
    },
    onHealth: (health) => {
      if (health.state === 'failed' || health.state === 'partial') request.onSettled()
    },
  })

  return {
    refresh: () => following.refresh(),
    /** No namespace names a project, so every namespace stands in for one. */
    standIn: () => [...namespaces.values()].every(({ project }) => project === undefined),
  }
}

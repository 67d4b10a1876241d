import type { Project } from '../../../shared/credential.ts'
import { projectLabel } from '../../../shared/runai.ts'
import type { Connection } from '../../kube/connection.ts'
import type { KubeRow } from '../../kube/core/kube-row.ts'

/** How long rows wait for the names of their projects, in milliseconds; later ones are renamed as names arrive. */
const waitForProjects = 150

/**
 * Follows the namespaces and which projects they belong to. A user who may not list them is no failure: names of
 * namespaces stand in then.
 */
export function followProjects(request: {
  connection: Connection
  signal: AbortSignal
  onChange: (projectOf: ReadonlyMap<string, string>) => void
  /** Called once: the namespaces are known, or it is known that they can't be, or they take too long to wait for. */
  onSettled: () => void
}) {
  const namespaces = new Map<string, { name: string; project: string | undefined }>()
  let isListed = false
  let isRefused = false

  function tell(): void {
    const projects = new Map<string, string>()
    for (const { name, project } of namespaces.values())
      if (project !== undefined) projects.set(name, project)
    request.onChange(projects)
  }

  let isSettled = false
  function settle(): void {
    if (isSettled || request.signal.aborted) return
    isSettled = true
    clearTimeout(timer)
    request.onSettled()
  }
  const timer = setTimeout(settle, waitForProjects)
  request.signal.addEventListener('abort', () => clearTimeout(timer))

  const hasNoProject = () => [...namespaces.values()].every(({ project }) => project === undefined)

  const put = (row: KubeRow) =>
    namespaces.set(row.uid, { name: row.name, project: row.labels[projectLabel] || undefined })

  const following = request.connection.startInformer({
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
      settle()
    },
    onHealth: (health) => {
      isRefused = health.state === 'failed'
      if (isRefused || health.state === 'partial') settle()
    },
  })

  return {
    refresh: () => following.refresh(),
    /** The names of all namespaces that are known. */
    namespaces: (): string[] => [...namespaces.values()].map(({ name }) => name),
    /** The projects as far as they are known, sorted; `complete` once the namespaces are listed. */
    known: (): { projects: Project[]; complete: boolean } => {
      const isStandIn = hasNoProject()
      const projects = [...namespaces.values()]
        .filter(({ project }) => isStandIn || project !== undefined)
        .map(({ name, project }) => ({ name: project ?? name, namespace: name }))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
      return { projects, complete: isListed }
    },
    /** They are listed, or may not be: nothing more is to be expected. */
    isAnswered: (): boolean => isListed || isRefused,
    /** No namespace names a project, so every namespace stands in for one. */
    standIn: hasNoProject,
  }
}

import type { Department, Project, ScopeId } from '../../../shared/credential.ts'
import type { Connection } from '../../kube/connection.ts'
import type { KubeRow } from '../../kube/core/kube-row.ts'
import { throttle } from '../../../shared/throttle.ts'
import { askOrganization } from '../organization/ask-organization.ts'
import { createOrganization, type Organization, type Told } from '../organization/organization.ts'
import { readDepartmentKeys } from '../organization/read-organization.ts'

/** How long rows wait for the names of their projects, in milliseconds. Later names update the rows as they arrive. */
const waitForProjects = 150

/** Minimum time between two requests for department names that namespaces trigger, in milliseconds. */
const askedAgainAfter = 2_000

type NamespaceRow = Pick<KubeRow, 'name' | 'labels' | 'annotations'>

/**
 * Follows the namespaces, and reads the custom resources of projects and departments. It isn't a failure if the user
 * can't read them: namespace names and department ids are shown instead.
 */
export function followProjects(request: {
  connection: Connection
  /** The label of a namespace that names its project. */
  projectLabel: () => string
  signal: AbortSignal
  onChange: (organization: Organization) => void
  /** Called once, when the namespaces are known, can't be known, or take too long. */
  onSettled: () => void
}) {
  const { connection, signal } = request
  const namespaces = new Map<string, NamespaceRow>()
  let told: Pick<Told, 'departments' | 'projects'> = { departments: [], projects: [] }
  let isListed = false
  let isRefused = false
  /** The first list of namespaces is under way, without problems so far. */
  let isListing = true

  let labelOfProjects = request.projectLabel()
  let organization = organizationOf(told, namespaces.values(), labelOfProjects)
  function tell(): void {
    labelOfProjects = request.projectLabel()
    organization = organizationOf(told, namespaces.values(), labelOfProjects)
    request.onChange(organization)
  }

  /** Counts the requests for custom resources. Only the newest answer counts. */
  let asked = 0
  let isOrganizationAnswered = false
  async function ask(): Promise<void> {
    asked += 1
    const mine = asked
    const answer = await askOrganization(connection, signal)
    if (mine !== asked || signal.aborted) return
    told = answer
    isOrganizationAnswered = true
    tell()
  }

  // Custom resources come later than the first rows, because those wait for the namespaces only.
  const settling = onceWithin(waitForProjects, signal, () => {
    request.onSettled()
    void ask()
  })

  // Renaming a department also changes the namespaces of its projects, because its resource then has another name.
  const askAgain = throttle(askedAgainAfter, () => void ask())
  signal.addEventListener('abort', () => askAgain.stop())

  const following = connection.startInformer({
    path: '/api/v1/namespaces',
    fromCache: true,
    signal,
    onRows: (rows) => {
      const isOther = (row: KubeRow) => departmentNotes(row) !== departmentNotes(namespaces.get(row.uid))
      const tellsDepartments = isListed && rows.some(isOther)
      for (const row of rows) namespaces.set(row.uid, row)
      if (isListed) tell()
      if (tellsDepartments) askAgain.ask()
    },
    onRemoved: (uids) => {
      for (const uid of uids) namespaces.delete(uid)
      tell()
    },
    onListed: () => {
      isListed = true
      isListing = false
      tell()
      settling.settle()
    },
    onHealth: (health) => {
      isRefused = health.state === 'failed'
      if (!isListing || health.state === 'listing' || health.state === 'live') return
      isListing = false
      if (settling.isDone()) request.onChange(organization)
      else settling.settle()
    },
  })

  const isStandIn = () => organization.projects.length === 0
  const reaches: Organization['reaches'] = (scope, namespace) => organization.reaches(scope, namespace)
  const known = () => {
    const standIns = [...namespaces.values()]
      .map(({ name }) => ({ name, namespace: name }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    const projects = isStandIn() ? standIns : [...organization.projects]
    return { projects, departments: [...organization.departments], complete: isListed }
  }
  return {
    refresh: () => {
      following.refresh()
      void ask()
    },
    /** The label that names a project may have changed. */
    readLabelAnew(): void {
      if (request.projectLabel() !== labelOfProjects) tell()
    },
    /** The names of all known namespaces. */
    namespaces: (): string[] => [
      ...new Set([
        ...[...namespaces.values()].map(({ name }) => name),
        ...organization.projects.map(({ namespace }) => namespace),
      ]),
    ],
    /** The known projects, sorted, and the departments. `complete` once the namespaces are listed. */
    known: known satisfies () => { projects: Project[]; departments: Department[]; complete: boolean },
    /** The first list of the namespaces is under way. More may arrive soon. */
    isListing: (): boolean => isListing,
    /** Namespaces and custom resources are all listed or refused. Nothing more will arrive. */
    isAnswered: (): boolean => (isListed || isRefused) && isOrganizationAnswered,
    /** No label names a project, so every namespace counts as one. */
    standIn: isStandIn,
    /** Whether secrets of a scope are meant for a namespace. `null` if that's unknown. */
    reaches,
    /** Namespaces of projects that secrets of a scope may be meant for. */
    namespacesOf: (scope: ScopeId): string[] =>
      known()
        .projects.map(({ namespace }) => namespace)
        .filter((namespace) => reaches(scope, namespace) !== false),
  }
}

/** Calls back once: through `settle`, or after this many milliseconds. Never after the signal was aborted. */
function onceWithin(milliseconds: number, signal: AbortSignal, callback: () => void) {
  let isDone = false
  const settle = () => {
    if (isDone || signal.aborted) return
    isDone = true
    clearTimeout(timer)
    callback()
  }
  const timer = setTimeout(settle, milliseconds)
  signal.addEventListener('abort', () => clearTimeout(timer))
  return { settle, isDone: () => isDone }
}

/** What a namespace says about its department. Empty if it says nothing, or there is no namespace. */
function departmentNotes(row: NamespaceRow | undefined): string {
  const { id, name } = readDepartmentKeys(row?.labels ?? {}, row?.annotations ?? {})
  return `${id}\n${name}`
}

/** Combines custom resources and namespaces. `label` is the namespace label that names the project. */
function organizationOf(
  { departments, projects }: Pick<Told, 'departments' | 'projects'>,
  rows: Iterable<NamespaceRow>,
  label: string,
): Organization {
  const namespaces = [...rows].map(({ name, labels, annotations }) => {
    const { id, name: called } = readDepartmentKeys(labels, annotations)
    return { name, project: labels[label] ?? '', department: id || called, id, called }
  })
  const named = namespaces.filter(({ id, called }) => id !== '' && called !== '')
  return createOrganization({
    departments: [...departments, ...named.map(({ id, called }) => ({ ids: [id], name: called }))],
    projects,
    namespaces,
  })
}

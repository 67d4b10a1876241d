import type { Department, Project, ScopeId } from '../../../shared/credential.ts'

/** A department according to one object in the cluster. `ids` are all values by which a label may name it. */
export interface ToldDepartment {
  ids: readonly string[]
  name: string
}

/** A project according to its custom resource. What the resource doesn't contain is empty. */
export interface ToldProject {
  name: string
  namespace: string
  /** Id or name of its department. */
  department: string
}

/** A namespace with what its labels and annotations say. */
interface ToldNamespace {
  name: string
  project: string
  department: string
}

export interface Told {
  departments: readonly ToldDepartment[]
  projects: readonly ToldProject[]
  namespaces: readonly ToldNamespace[]
}

/** The known departments and projects of a cluster. */
export interface Organization {
  /** Departments that an object or a namespace names, by name. */
  departments: readonly Department[]
  /** Projects that have a namespace, by name. */
  projects: readonly Project[]
  /** The project of a namespace. `undefined` if it is unknown. */
  projectOf: (namespace: string) => string | undefined
  /**
   * The department that a label names by id or name. If it is unknown, or several departments have that id, only the
   * label is known.
   */
  department: (label: string) => Department
  /** Whether secrets of a scope are meant for a namespace. `null` if that's unknown. */
  reaches: (scope: ScopeId, namespace: string) => boolean | null
}

/** Combines the objects of a cluster. The label of a namespace takes precedence over what a project says about it. */
export function createOrganization({ departments, projects, namespaces }: Told): Organization {
  const byId = departmentsById(departments)
  const idOf = (told: string) => byId.get(told)?.id ?? told
  const departmentOfProject = new Map(projects.map(({ name, department }) => [name, idOf(department)]))
  const byNamespace = new Map(namespaces.map((namespace) => [namespace.name, namespace]))
  const projectByNamespace = new Map([
    ...soleProjects(projects),
    ...namespaces
      .filter(({ project }) => project !== '')
      .map(({ name, project }) => [name, project] as const),
  ])
  const departmentOf = (namespace: string) =>
    departmentOfProject.get(projectByNamespace.get(namespace) ?? '') ||
    idOf(byNamespace.get(namespace)?.department ?? '')

  return {
    departments: distinct(byId),
    projects: [...projectByNamespace]
      .map(([namespace, name]) => {
        const department = departmentOf(namespace)
        return { name, namespace, ...(department === '' ? {} : { department }) }
      })
      .sort(byName),
    projectOf: (namespace) => projectByNamespace.get(namespace),
    department: (label) => {
      const found = byId.get(label) ?? { id: label, name: label }
      // Its id is ambiguous, since other departments have it too.
      return byId.get(found.id) === null ? { id: label, name: found.name } : found
    },
    reaches: (scope, namespace) => {
      const project = projectByNamespace.get(namespace)
      if (scope.kind === 'project') return project === undefined ? null : project === scope.id
      if (scope.kind !== 'department') return project === undefined ? null : true
      const department = departmentOf(namespace)
      return department === '' ? null : department === idOf(scope.id)
    },
  }
}

/** Departments by each of their ids. `null` for an id that several of them have. */
function departmentsById(told: readonly ToldDepartment[]): Map<string, Department | null> {
  const known = new Map<string, Department>()
  const names = new Set<string>()
  const byId = new Map<string, Department | null>()
  const hasOwnId = ({ ids, name }: ToldDepartment) => ids.some((id) => id !== name)
  for (const department of [...told.filter(hasOwnId), ...told.filter((each) => !hasOwnId(each))]) {
    const { ids, name } = department
    const [id = name] = ids
    // Several kinds of objects may describe the same department, some only by name.
    if (!hasOwnId(department) && names.has(name)) continue
    const key = `${id}\n${name}`
    const found = known.get(key) ?? { id, name }
    known.set(key, found)
    names.add(name)
    for (const each of [...ids, name]) {
      const other = byId.get(each)
      byId.set(each, other === undefined || other === found ? found : null)
    }
  }
  return byId
}

/** One department per primary id. If several have the same one, it is named by that id. */
function distinct(byId: ReadonlyMap<string, Department | null>): Department[] {
  const ids = new Set(
    [...byId.values()].flatMap((department) => (department === null ? [] : [department.id])),
  )
  return [...ids].map((id) => byId.get(id) ?? { id, name: id }).sort(byName)
}

/** The project of each namespace that exactly one project claims. */
function soleProjects(projects: readonly ToldProject[]): [string, string][] {
  const names = new Map<string, Set<string>>()
  for (const { name, namespace } of projects)
    if (namespace !== '') names.set(namespace, (names.get(namespace) ?? new Set()).add(name))
  return [...names].flatMap(([namespace, [name = '', ...others]]) =>
    others.length === 0 ? [[namespace, name] satisfies [string, string]] : [],
  )
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)

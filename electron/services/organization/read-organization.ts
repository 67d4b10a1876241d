import * as z from 'zod/mini'
import { isNamespaceName } from '../../../shared/kubernetes-name.ts'
import { departmentKeys } from '../../../shared/runai.ts'
import type { ToldDepartment, ToldProject } from './organization.ts'

/** Maximum characters of a name or id, as for Kubernetes names. */
const longestName = 253

/** Becomes empty if it isn't text or is too long. */
const Text = z.catch(z.string().check(z.maxLength(longestName)), '')
const NamespaceText = z.catch(z.string().check(z.refine(isNamespaceName)), '')
const keys = { [departmentKeys.id]: Text, [departmentKeys.name]: Text }
const Keys = z.catch(z.object(keys), { [departmentKeys.id]: '', [departmentKeys.name]: '' })

const Metadata = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(longestName)),
  labels: Keys,
  annotations: Keys,
})
const DepartmentObject = z.object({
  metadata: Metadata,
  spec: z.catch(z.object({ displayName: Text }), { displayName: '' }),
})
/** `parent` is a field of kai.resources, `department` of run.ai. Both name the department. */
const ProjectSpec = z.object({ namespace: NamespaceText, parent: Text, department: Text })
const ProjectObject = z.object({
  metadata: Metadata,
  spec: z.catch(ProjectSpec, { namespace: '', parent: '', department: '' }),
  status: z.catch(z.object({ namespace: NamespaceText }), { namespace: '' }),
})

/** What labels and annotations say about a department. Empty where they say nothing. */
export function readDepartmentKeys(...places: readonly Readonly<Record<string, string | undefined>>[]): {
  id: string
  name: string
} {
  const read = (key: string) => places.map((place) => place[key] ?? '').find((text) => text !== '') ?? ''
  return { id: read(departmentKeys.id), name: read(departmentKeys.name) }
}

/** Reads a department's object. `null` if it isn't one. */
export function readDepartment(object: unknown): ToldDepartment | null {
  const read = DepartmentObject.safeParse(object)
  if (!read.success) return null
  const { metadata, spec } = read.data
  const told = readDepartmentKeys(metadata.labels, metadata.annotations)
  const ids = told.id === '' ? [metadata.name] : [told.id, metadata.name]
  return { ids, name: spec.displayName || told.name || metadata.name }
}

/** Reads a project's object. `null` if it isn't one. */
export function readProject(object: unknown): ToldProject | null {
  const read = ProjectObject.safeParse(object)
  if (!read.success) return null
  const { metadata, spec, status } = read.data
  const told = readDepartmentKeys(metadata.labels, metadata.annotations)
  return {
    name: metadata.name,
    namespace: status.namespace || spec.namespace,
    department: told.id || spec.parent || spec.department || told.name,
  }
}

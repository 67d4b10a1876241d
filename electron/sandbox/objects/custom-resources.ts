import { ageOf } from './age.ts'
import { nameOf } from './kube-object.ts'
import type { KubeObject } from './kube-object.ts'
import { subdomainName } from './names.ts'
import { objectShapes } from './object-shapes.ts'
import { agePrinterColumn, nameColumn } from './resource.ts'
import type { CustomName, Resource } from './resource.ts'
import { validateCoreMetadata, validateCoreMetadataUpdate } from './validate-metadata.ts'

/** A kind that a definition adds to the API. */
export interface CustomResource extends Resource {
  name: CustomName
  group: string
  version: string
  plural: string
}

const validate = ({ metadata }: KubeObject) =>
  validateCoreMetadata(metadata, { isNamespaced: false, name: subdomainName })

function customResource(name: CustomName, kind: string, version: string): CustomResource {
  const [plural = '', ...domain] = name.split('.')
  const group = domain.join('.')
  return {
    name,
    group,
    version,
    plural,
    kind,
    apiVersion: `${group}/${version}`,
    isNamespaced: false,
    shape: objectShapes.Custom,
    blank: { metadata: { creationTimestamp: null } },
    columns: [nameColumn, agePrinterColumn],
    cells: (object, now) => [nameOf(object), ageOf(object.metadata.creationTimestamp, now)],
    selectable: { 'metadata.name': nameOf },
    read: (body) => body as unknown as KubeObject,
    bare: (object) => object,
    prepareCreate: (object) => object,
    prepareUpdate: (next) => next,
    validate,
    validateUpdate: (next, before) => [
      ...validateCoreMetadataUpdate(next.metadata, before.metadata),
      ...validate(next),
    ],
    returnsDeleted: false,
  }
}

/** The departments and projects of Run:ai, and of its successor. */
export const customResources: readonly CustomResource[] = [
  customResource('departments.scheduling.run.ai', 'Department', 'v1'),
  customResource('projects.run.ai', 'Project', 'v2'),
  customResource('departments.kai.resources', 'Department', 'v1alpha1'),
  customResource('projects.kai.resources', 'Project', 'v1alpha1'),
]

import { ageOf } from './age.ts'
import { isJsonArray, nameOf } from './kube-object.ts'
import type { Json, JsonObject, KubeObject } from './kube-object.ts'
import { labelName } from './names.ts'
import { objectShapes } from './object-shapes.ts'
import { agePrinterColumn, column, nameColumn } from './resource.ts'
import type { Resource } from './resource.ts'
import type { FieldError } from './field-errors.ts'
import {
  validateCoreMetadata,
  validateCoreMetadataUpdate,
  validateFinalizerName,
  validateKubeFinalizer,
} from './validate-metadata.ts'

/** While a namespace's `spec` has this finalizer, its content must still be deleted. */
const contentFinalizer = 'kubernetes'

const phaseOf = ({ status }: KubeObject): string => textOf(status?.['phase'])
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** The finalizers that delay the removal of a namespace. */
export function specFinalizers({ spec }: KubeObject): string[] {
  const found = spec?.['finalizers']
  return isJsonArray(found) ? found.filter((finalizer) => typeof finalizer === 'string') : []
}

export const isTerminating = (namespace: KubeObject): boolean =>
  namespace.metadata.deletionTimestamp !== undefined

export const namespaces: Resource = {
  name: 'namespaces',
  kind: 'Namespace',
  isNamespaced: false,
  shape: objectShapes.Namespace,
  blank: { metadata: { creationTimestamp: null }, spec: {}, status: {} },
  columns: [nameColumn, column('Status', 'The status of the namespace'), agePrinterColumn],
  cells: (namespace, now) => [
    nameOf(namespace),
    phaseOf(namespace),
    ageOf(namespace.metadata.creationTimestamp, now),
  ],
  selectable: { 'metadata.name': nameOf, 'status.phase': phaseOf },
  read: readNamespace,
  bare: (object) => object,
  prepareCreate: (namespace) => {
    const given = specFinalizers(namespace)
    const finalizers = given.includes(contentFinalizer) ? given : [...given, contentFinalizer]
    return { ...namespace, spec: { finalizers }, status: { phase: 'Active' } }
  },
  prepareUpdate: (next, before) => ({ ...next, spec: before.spec ?? {}, status: before.status ?? {} }),
  validate: validateNamespace,
  validateUpdate: (next, before) => [
    ...validateNamespace(next),
    ...validateCoreMetadataUpdate(next.metadata, before.metadata),
  ],
  returnsDeleted: true,
}

function readNamespace(body: JsonObject): KubeObject {
  const namespace = body as unknown as KubeObject
  return { ...namespace, status: { phase: 'Active', ...namespace.status } }
}

function validateNamespace(namespace: KubeObject): FieldError[] {
  return [
    ...validateCoreMetadata(namespace.metadata, { isNamespaced: false, name: labelName }),
    ...specFinalizers(namespace).flatMap((finalizer) => [
      ...validateFinalizerName(finalizer, 'spec.finalizers'),
      ...validateKubeFinalizer(finalizer, 'spec.finalizers'),
    ]),
  ]
}

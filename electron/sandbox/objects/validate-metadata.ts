import { byteLength, goQuote, goStrings, goUnicode, isPrintable } from '../words/go-text.ts'
import { forbiddenField, invalid, required, tooLong } from './field-errors.ts'
import type { FieldError } from './field-errors.ts'
import type { Metadata, OwnerReference, Texts } from './kube-object.ts'
import { labelName, labelValueProblems, pathSegmentProblems, qualifiedNameProblems } from './names.ts'
import type { NameRule } from './names.ts'

const annotationsLimit = 256 * 1024
const managerLimit = 128
const standardFinalizers = new Set(['kubernetes', 'orphan', 'foregroundDeletion'])

interface MetadataRules {
  isNamespaced: boolean
  name: NameRule
}

/** The checks of every kind, on creation and on update. */
export function validateMetadata(metadata: Metadata, { isNamespaced, name }: MetadataRules): FieldError[] {
  return [
    ...validateNames(metadata, name),
    ...validateNamespace(metadata, isNamespaced),
    ...validateManagers(metadata),
    ...((metadata.generation ?? 0) < 0
      ? [
          invalid(
            'metadata.generation',
            { written: String(metadata.generation) },
            'must be greater than or equal to 0',
          ),
        ]
      : []),
    ...validateLabels(metadata.labels ?? {}),
    ...validateAnnotations(metadata.annotations ?? {}),
    ...validateOwners(metadata.ownerReferences ?? []),
    ...validateFinalizers(metadata.finalizers ?? []),
    ...validateManagedFields(metadata),
  ]
}

/** The same, with the core kinds' additional rules for finalizers. */
export const validateCoreMetadata = (metadata: Metadata, rules: MetadataRules): FieldError[] => [
  ...validateMetadata(metadata, rules),
  ...validateKubeFinalizers(metadata),
]

/** The last check of every object: whether its names can be part of a path. */
export const pathRules = (isNamespaced: boolean): MetadataRules => ({
  isNamespaced,
  name: pathSegmentProblems,
})

function validateNames(metadata: Metadata, rule: NameRule): FieldError[] {
  const { generateName = '', name = '' } = metadata
  const generated = generateName === '' ? [] : rule(generateName, true)
  return [
    ...generated.map((words) => invalid('metadata.generateName', generateName, words)),
    ...(name === ''
      ? [required('metadata.name', 'name or generateName is required')]
      : rule(name, false).map((words) => invalid('metadata.name', name, words))),
  ]
}

function validateNamespace({ namespace = '' }: Metadata, isNamespaced: boolean): FieldError[] {
  if (!isNamespaced)
    return namespace === '' ? [] : [forbiddenField('metadata.namespace', 'not allowed on this type')]
  if (namespace === '') return [required('metadata.namespace')]
  return labelName(namespace, false).map((words) => invalid('metadata.namespace', namespace, words))
}

function validateManagers({ managedFields = [] }: Metadata): FieldError[] {
  return managedFields.flatMap(({ manager = '' }) => validateManager(manager, 'metadata.fieldManager'))
}

/** Checks the name of a manager. */
export function validateManager(manager: string, field: string): FieldError[] {
  const errors = byteLength(manager) > managerLimit ? [tooLong(field, managerLimit)] : []
  let position = 0
  for (const character of manager) {
    if (!isPrintable(character)) {
      const words = `invalid character ${goUnicode(character)} (at position ${position})`
      errors.push(invalid(field, manager, words))
    }
    position += byteLength(character)
  }
  return errors
}

function validateLabels(labels: Texts): FieldError[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...qualifiedNameProblems(key).map((words) => invalid('metadata.labels', key, words)),
    ...labelValueProblems(value).map((words) => invalid('metadata.labels', value, words)),
  ])
}

function validateAnnotations(annotations: Texts): FieldError[] {
  const entries = Object.entries(annotations)
  const size = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0)
  return [
    ...entries.flatMap(([key]) =>
      qualifiedNameProblems(key.toLowerCase()).map((words) => invalid('metadata.annotations', key, words)),
    ),
    ...(size > annotationsLimit ? [tooLong('metadata.annotations', annotationsLimit)] : []),
  ]
}

function validateOwners(owners: readonly OwnerReference[]): FieldError[] {
  const path = 'metadata.ownerReferences'
  return owners.flatMap((owner) => {
    const missing = (['apiVersion', 'kind', 'name', 'uid'] as const).filter(
      (field) => (owner[field] ?? '') === '',
    )
    return missing.map((field) =>
      invalid(`${path}.${field}`, '', `${field === 'apiVersion' ? 'version' : field} must not be empty`),
    )
  })
}

function validateFinalizers(finalizers: readonly string[]): FieldError[] {
  const path = 'metadata.finalizers'
  const contradict = finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')
  const words = 'finalizer orphan and foregroundDeletion cannot be both set'
  return [
    ...finalizers.flatMap((finalizer) => validateFinalizerName(finalizer, path)),
    ...(contradict ? [invalid(path, { written: goStrings(finalizers) }, words)] : []),
  ]
}

export const validateFinalizerName = (finalizer: string, path: string): FieldError[] =>
  qualifiedNameProblems(finalizer).map((words) => invalid(path, finalizer, words))

/** A finalizer without a domain must be one of the API's own. */
export function validateKubeFinalizer(finalizer: string, path: string): FieldError[] {
  return finalizer.includes('/') || standardFinalizers.has(finalizer)
    ? []
    : [invalid(path, finalizer, 'name is neither a standard finalizer name nor is it fully qualified')]
}

const validateKubeFinalizers = ({ finalizers = [] }: Metadata): FieldError[] =>
  finalizers.flatMap((finalizer, index) => validateKubeFinalizer(finalizer, `metadata.finalizers[${index}]`))

function validateManagedFields({ managedFields = [] }: Metadata): FieldError[] {
  const path = 'metadata.managedFields'
  return managedFields.flatMap(({ operation = '', fieldsType = '' }) => [
    ...(operation === 'Apply' || operation === 'Update'
      ? []
      : [invalid(`${path}.operation`, operation, 'must be `Apply` or `Update`')]),
    ...(fieldsType === '' || fieldsType === 'FieldsV1'
      ? []
      : [invalid(`${path}.fieldsType`, fieldsType, 'must be `FieldsV1`')]),
  ])
}

/** Checks what an update may change. */
export function validateMetadataUpdate(next: Metadata, before: Metadata): FieldError[] {
  return [
    ...(before.deletionTimestamp === undefined ? [] : validateNoNewFinalizers(next, before)),
    ...validateManagers(next),
    ...unchanged('name', next, before),
    ...unchanged('namespace', next, before),
    ...unchanged('uid', next, before),
    ...unchanged('deletionTimestamp', next, before),
    ...unchanged('deletionGracePeriodSeconds', next, before),
    ...validateLabels(next.labels ?? {}),
    ...validateAnnotations(next.annotations ?? {}),
    ...validateOwners(next.ownerReferences ?? []),
    ...validateManagedFields(next),
  ]
}

export const validateCoreMetadataUpdate = (next: Metadata, before: Metadata): FieldError[] => [
  ...validateMetadataUpdate(next, before),
  ...validateKubeFinalizers(next),
]

function validateNoNewFinalizers(next: Metadata, before: Metadata): FieldError[] {
  const known = before.finalizers ?? []
  const added = [...new Set(next.finalizers ?? [])].filter((finalizer) => !known.includes(finalizer)).sort()
  if (added.length === 0) return []
  const words = `no new finalizers can be added if the object is being deleted, found new finalizers ${goStrings(added)}`
  return [forbiddenField('metadata.finalizers', words)]
}

function unchanged(
  field: 'name' | 'namespace' | 'uid' | 'deletionTimestamp' | 'deletionGracePeriodSeconds',
  next: Metadata,
  before: Metadata,
): FieldError[] {
  const value = next[field]
  if ((value ?? '') === (before[field] ?? '')) return []
  return [invalid(`metadata.${field}`, { written: writeImmutable(field, value) }, 'field is immutable')]
}

function writeImmutable(field: string, value: string | number | undefined): string {
  if (value === undefined) return field.startsWith('deletion') ? '"null"' : '""'
  if (typeof value === 'number') return String(value)
  if (field !== 'deletionTimestamp') return goQuote(value)
  return `${value.slice(0, 10)} ${value.slice(11, 19)} +0000 UTC`
}

import { decodedLength } from '../words/go-base64.ts'
import { ageOf } from './age.ts'
import { forbiddenField, invalid, tooLong } from './field-errors.ts'
import type { FieldError } from './field-errors.ts'
import { nameOf, namespaceOf } from './kube-object.ts'
import type { KubeObject, Texts } from './kube-object.ts'
import { dataKeyProblems, subdomainName } from './names.ts'
import { objectShapes } from './object-shapes.ts'
import { agePrinterColumn, column, nameColumn } from './resource.ts'
import type { Resource } from './resource.ts'
import { validateCoreMetadata, validateCoreMetadataUpdate } from './validate-metadata.ts'

const dataLimit = 1024 * 1024

export const configMaps: Resource = {
  name: 'configmaps',
  kind: 'ConfigMap',
  isNamespaced: true,
  shape: objectShapes.ConfigMap,
  blank: { metadata: { creationTimestamp: null } },
  columns: [
    nameColumn,
    column(
      'Data',
      "Data contains the configuration data. Each key must consist of alphanumeric characters, '-', '_' or '.'. Values with non-UTF-8 byte sequences must use the BinaryData field. The keys stored in Data must not overlap with the keys in the BinaryData field, this is enforced during validation process.",
    ),
    agePrinterColumn,
  ],
  cells: (map, now) => [
    nameOf(map),
    Object.keys(map.data ?? {}).length + Object.keys(map.binaryData ?? {}).length,
    ageOf(map.metadata.creationTimestamp, now),
  ],
  selectable: { 'metadata.name': nameOf, 'metadata.namespace': namespaceOf },
  read: (body) => body as unknown as KubeObject,
  bare: (object) => object,
  prepareCreate: (map) => map,
  prepareUpdate: (next) => next,
  validate,
  validateUpdate: (next, before) => {
    const words = 'field is immutable when `immutable` is set'
    const isFixed = before.immutable === true
    const isSame = (field: 'data' | 'binaryData') =>
      JSON.stringify(next[field]) === JSON.stringify(before[field])
    return [
      ...validateCoreMetadataUpdate(next.metadata, before.metadata),
      ...(isFixed && next.immutable !== true ? [forbiddenField('immutable', words)] : []),
      ...(isFixed && !isSame('data') ? [forbiddenField('data', words)] : []),
      ...(isFixed && !isSame('binaryData') ? [forbiddenField('binaryData', words)] : []),
      ...validate(next),
    ]
  },
  returnsDeleted: false,
}

function validate({ metadata, data = {}, binaryData = {} }: KubeObject): FieldError[] {
  const sizes = [
    ...Object.values(data).map((text) => Buffer.byteLength(text)),
    ...Object.values(binaryData).map(decodedLength),
  ]
  return [
    ...validateCoreMetadata(metadata, { isNamespaced: true, name: subdomainName }),
    ...keyErrors('data', data),
    ...Object.keys(data)
      .filter((key) => Object.hasOwn(binaryData, key))
      .map((key) => invalid(`data[${key}]`, key, 'duplicate of key present in binaryData')),
    ...keyErrors('binaryData', binaryData),
    ...(sizes.reduce((sum, size) => sum + size, 0) > dataLimit ? [tooLong('[]', dataLimit)] : []),
  ]
}

const keyErrors = (field: string, data: Texts): FieldError[] =>
  Object.keys(data).flatMap((key) =>
    dataKeyProblems(key).map((words) => invalid(`${field}[${key}]`, key, words)),
  )

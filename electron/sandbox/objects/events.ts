import { ageOf } from './age.ts'
import { isJsonObject, nameOf, namespaceOf } from './kube-object.ts'
import type { JsonObject, KubeObject } from './kube-object.ts'
import { subdomainName } from './names.ts'
import { objectShapes } from './object-shapes.ts'
import { agePrinterColumn, nameColumn } from './resource.ts'
import type { Resource } from './resource.ts'
import { validateCoreMetadata, validateCoreMetadataUpdate } from './validate-metadata.ts'

const fieldsOf = (event: KubeObject) => event as unknown as JsonObject
const textIn = (object: JsonObject, field: string): string => {
  const value = object[field]
  return typeof value === 'string' ? value : ''
}
const inside = (holder: string, field: string) => (event: KubeObject) => {
  const value = fieldsOf(event)[holder]
  return isJsonObject(value) ? textIn(value, field) : ''
}
const validate = ({ metadata }: KubeObject) =>
  validateCoreMetadata(metadata, { isNamespaced: true, name: subdomainName })

/** Events, which only the seed and API clients create: a Table has only their names and ages. */
export const eventsResource: Resource = {
  name: 'events',
  kind: 'Event',
  isNamespaced: true,
  shape: objectShapes.Event,
  blank: { metadata: { creationTimestamp: null } },
  columns: [nameColumn, agePrinterColumn],
  cells: (event, now) => [nameOf(event), ageOf(event.metadata.creationTimestamp, now)],
  selectable: {
    'metadata.name': nameOf,
    'metadata.namespace': namespaceOf,
    reason: (event) => textIn(fieldsOf(event), 'reason'),
    type: (event) => textIn(fieldsOf(event), 'type'),
    ...Object.fromEntries(
      ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map((field) => [
        `involvedObject.${field}`,
        inside('involvedObject', field),
      ]),
    ),
    source: inside('source', 'component'),
  },
  read: (body) => body as unknown as KubeObject,
  bare: (object) => object,
  prepareCreate: (event) => event,
  prepareUpdate: (next) => next,
  validate,
  validateUpdate: (next, before) => [
    ...validateCoreMetadataUpdate(next.metadata, before.metadata),
    ...validate(next),
  ],
  returnsDeleted: false,
}

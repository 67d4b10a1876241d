import { ageOf } from './age.ts'
import { isJsonObject, nameOf, namespaceOf } from './kube-object.ts'
import type { Json, JsonObject, KubeObject } from './kube-object.ts'
import { objectShapes } from './object-shapes.ts'
import { agePrinterColumn, column, nameColumn } from './resource.ts'
import type { Resource } from './resource.ts'
import { validateSecret, validateSecretUpdate } from './validate-secret.ts'

export const secretsResource: Resource = {
  name: 'secrets',
  kind: 'Secret',
  isNamespaced: true,
  shape: objectShapes.Secret,
  blank: { metadata: { creationTimestamp: null } },
  columns: [
    nameColumn,
    column('Type', 'Used to facilitate programmatic handling of secret data.'),
    column(
      'Data',
      "Data contains the secret data. Each key must consist of alphanumeric characters, '-', '_' or '.'. The serialized form of the secret data is a base64 encoded string, representing the arbitrary (possibly non-string) data value here. Described in https://tools.ietf.org/html/rfc4648#section-4",
    ),
    agePrinterColumn,
  ],
  cells: (secret, now) => [
    nameOf(secret),
    secret.type ?? '',
    Object.keys(secret.data ?? {}).length,
    ageOf(secret.metadata.creationTimestamp, now),
  ],
  selectable: {
    'metadata.name': nameOf,
    'metadata.namespace': namespaceOf,
    type: (secret) => secret.type ?? '',
  },
  read: readSecret,
  bare: withoutEmptyData,
  prepareCreate: (secret) => secret,
  prepareUpdate: (next) => next,
  validate: validateSecret,
  validateUpdate: validateSecretUpdate,
  returnsDeleted: false,
}

/** Merges `stringData` over `data`, and sets the default type. */
function readSecret({ stringData = {}, ...body }: JsonObject): KubeObject {
  const written = Object.entries(isJsonObject(stringData) ? stringData : {}).map(([key, value]) => {
    const text = typeof value === 'string' ? value : ''
    return [key, Buffer.from(text, 'utf8').toString('base64')] as const
  })
  const data = new Map<string, Json>([
    ...Object.entries(isJsonObject(body['data']) ? body['data'] : {}),
    ...written,
  ])
  const keys = [...data.keys()].sort()
  const { metadata, immutable, type = 'Opaque' } = body
  return {
    metadata,
    ...(immutable === undefined ? {} : { immutable }),
    ...(keys.length > 0 || 'data' in body
      ? { data: Object.fromEntries(keys.map((key) => [key, data.get(key)])) }
      : {}),
    type,
  } as unknown as KubeObject
}

/** Omits empty data, but only after the checks: an immutable Secret without data rejects an update to empty data. */
function withoutEmptyData(secret: KubeObject): KubeObject {
  const { data, ...rest } = secret
  return data === undefined || Object.keys(data).length > 0 ? secret : rest
}

import type { KubeObject, Json } from '../objects/kube-object.ts'
import type { Resource } from '../objects/resource.ts'
import { badRequest, notAcceptable } from '../objects/status-object.ts'
import { goQuote } from '../words/go-text.ts'
import type { Form } from './media-types.ts'

type IncludeObject = 'Metadata' | 'Object' | 'None'

/** What to include of the objects in a Table's rows, from the query. Throws 400. */
export function readIncludeObject(query: URLSearchParams): IncludeObject {
  const value = query.get('includeObject') ?? ''
  if (value === '' || value === 'Metadata') return 'Metadata'
  if (value === 'Object' || value === 'None') return value
  throw badRequest(
    `Unable to convert to Table as requested: includeObject: Invalid value: ${goQuote(value)}: must be 'Metadata', 'Object', 'None', or empty`,
  )
}

/** The form of a response, with all that is needed to write objects in it. */
export interface Writer {
  form: Form
  resource: Resource
  /** What rows of a Table contain. */
  include: IncludeObject
  /** Milliseconds since 1970. */
  now: number
}

const metaVersion = ({ version }: Form) => `meta.k8s.io/${version}`

/** One object as JSON. `withColumns`: whether a Table defines its columns, which a watch does once. */
export function writeObject(writer: Writer, object: KubeObject, withColumns = true): string {
  const { form, resource } = writer
  switch (form.as) {
    case 'object':
      return writeWhole(resource, object)
    case 'PartialObjectMetadata':
      return writePartial(form, object)
    case 'Table': {
      const columns = JSON.stringify(withColumns ? resource.columns : null)
      const metadata = JSON.stringify({ resourceVersion: object.metadata.resourceVersion })
      return `{"kind":"Table","apiVersion":"${metaVersion(form)}","metadata":${metadata},"columnDefinitions":${columns},"rows":[${writeRow(writer, object)}]}`
    }
    case 'PartialObjectMetadataList':
      throw noList(resource)
  }
}

const noList = ({ kind }: Resource) =>
  notAcceptable(
    `you requested PartialObjectMetadataList, but the requested object is not a list (*core.${kind})`,
  )

/** Requires a form for single objects, as events have. Throws 406 for a list. */
export function requireObjectForm({ form, resource }: Pick<Writer, 'form' | 'resource'>): void {
  if (form.as === 'PartialObjectMetadataList') throw noList(resource)
}

export interface ListMetadata {
  resourceVersion: string
  continue?: string
  remainingItemCount?: number
}

/** A list as JSON, in pieces of some objects each. */
export function writeList(
  writer: Writer,
  objects: readonly KubeObject[],
  metadata: ListMetadata,
): Iterable<string> {
  const { form, resource } = writer
  switch (form.as) {
    case 'object': {
      const head = `{"kind":"${resource.kind}List","apiVersion":"${versionOf(resource)}","metadata":${JSON.stringify(metadata)},"items":[`
      // Items of custom resources contain their kind.
      const isCustom = resource.apiVersion !== undefined
      return pieces(head, objects, (object) =>
        isCustom ? writeWhole(resource, object) : JSON.stringify(object),
      )
    }
    case 'PartialObjectMetadataList': {
      const { resourceVersion, continue: next } = metadata
      const known = next === undefined ? { resourceVersion } : { resourceVersion, continue: next }
      const head = `{"kind":"PartialObjectMetadataList","apiVersion":"${metaVersion(form)}","metadata":${JSON.stringify(known)},"items":[`
      // The real server writes null for an empty list here.
      if (objects.length === 0) return [`${head.slice(0, -1)}null}\n`]
      return pieces(head, objects, (object) => writePartial(form, object))
    }
    case 'Table': {
      const columns = JSON.stringify(resource.columns)
      const head = `{"kind":"Table","apiVersion":"${metaVersion(form)}","metadata":${JSON.stringify(metadata)},"columnDefinitions":${columns},"rows":[`
      return pieces(head, objects, (object) => writeRow(writer, object))
    }
    case 'PartialObjectMetadata':
      throw notAcceptable(
        `you requested PartialObjectMetadata, but the requested object is a list (*core.${resource.kind}List)`,
      )
  }
}

/** Objects per piece: about a millisecond of work. */
const pieceSize = 200

function* pieces(
  head: string,
  objects: readonly KubeObject[],
  write: (object: KubeObject) => string,
): Generator<string> {
  yield head
  for (let start = 0; start < objects.length; start += pieceSize) {
    const texts = objects.slice(start, start + pieceSize).map(write)
    yield `${start === 0 ? '' : ','}${texts.join(',')}`
  }
  yield ']}\n'
}

function writeRow({ form, resource, include, now }: Writer, object: KubeObject): string {
  const cells: Json = resource.cells(object, now)
  const shown =
    include === 'None'
      ? 'null'
      : include === 'Object'
        ? writeWhole(resource, object)
        : writePartial(form, object)
  return `{"cells":${JSON.stringify(cells)},"object":${shown}}`
}

const versionOf = ({ apiVersion = 'v1' }: Resource): string => apiVersion

const writeWhole = (resource: Resource, object: KubeObject) =>
  JSON.stringify({ kind: resource.kind, apiVersion: versionOf(resource), ...object })

/** Metadata as JSON: every list requests the same objects, and serializing them takes longest. */
const written = new WeakMap<KubeObject, string>()

function writePartial(form: Form, object: KubeObject): string {
  let metadata = written.get(object)
  if (metadata === undefined) {
    metadata = JSON.stringify(object.metadata)
    written.set(object, metadata)
  }
  return `{"kind":"PartialObjectMetadata","apiVersion":"${metaVersion(form)}","metadata":${metadata}}`
}

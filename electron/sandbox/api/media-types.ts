import { notAcceptable, refusedByRouter, unsupportedMediaType } from '../objects/status-object.ts'

/** The requested form of an object or a list. `version` is that of `meta.k8s.io`. */
export interface Form {
  as: 'object' | 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList'
  version: 'v1' | 'v1beta1'
}

const accepted = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf']
const acceptedText = accepted.join(', ')

interface Clause {
  type: string
  parameters: ReadonlyMap<string, string>
  quality: number
}

/** Chooses the form from an Accept header. The sandbox writes only JSON. Throws 406. */
export function chooseForm(accept: string): Form {
  if (accept === '') return { as: 'object', version: 'v1' }
  const clauses = accept.split(',').map(readClause)
  if (!clauses.some(({ type }) => type === '*/*' || accepted.includes(type))) throw refusedByRouter(406)
  const sorted = clauses.toSorted((a, b) => b.quality - a.quality)
  for (const clause of sorted) {
    const form = formOf(clause)
    if (form !== null) return form
  }
  throw noneAccepted()
}

/** For responses that exist only in their own form. Throws 406. */
export function requireOwnForm(accept: string): void {
  if (chooseForm(accept).as !== 'object') throw noneAccepted()
}

const noneAccepted = () => notAcceptable(`only the following media types are accepted: ${acceptedText}`)

function readClause(clause: string): Clause {
  const [type = '', ...parameters] = clause.split(';').map((part) => part.trim())
  const pairs = parameters.map((parameter): [string, string] => {
    const [name = '', value = ''] = parameter.split('=')
    return [name.trim(), value.trim()]
  })
  const known = new Map(pairs)
  const quality = Number(known.get('q') ?? '1')
  return { type, parameters: known, quality: Number.isNaN(quality) ? 0 : quality }
}

function formOf({ type, parameters }: Clause): Form | null {
  if (type !== 'application/json' && type !== '*/*' && type !== 'application/*') return null
  const as = parameters.get('as')
  const version = parameters.get('v')
  const group = parameters.get('g')
  if (as === undefined && version === undefined && group === undefined) return { as: 'object', version: 'v1' }
  if (group !== 'meta.k8s.io' || (version !== 'v1' && version !== 'v1beta1')) return null
  if (as === 'Table' || as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') {
    return { as, version }
  }
  return null
}

/** Throws 415 if the body of a POST or DELETE isn't JSON. */
export function requireJson(contentType: string): void {
  const type = contentType.split(';')[0]?.trim() ?? ''
  if (type === '' || type === 'application/json') return
  throw unsupportedMediaType(
    `the body of the request was in an unknown format - accepted media types include: ${acceptedText}`,
  )
}

export type PatchType = 'merge' | 'json'

/** The kind of patch of a content type. Throws 415. */
export function patchTypeOf(contentType: string): PatchType {
  switch (contentType.split(';')[0]?.trim()) {
    case 'application/merge-patch+json':
      return 'merge'
    case 'application/json-patch+json':
      return 'json'
    default:
      throw refusedByRouter(415)
  }
}

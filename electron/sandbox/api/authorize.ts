import { forbidden, unauthorized } from '../objects/status-object.ts'
import type { ApiError } from '../objects/status-object.ts'
import { goQuote } from '../words/go-text.ts'
import { mayAccess, mayAccessPath } from './callers.ts'
import type { Caller, ResourceAccess } from './callers.ts'
import { readBoolean } from './options.ts'
import { splitPath } from './request.ts'
import type { ApiRequest } from './request.ts'

/**
 * Throws 401 for an unknown caller and 403 for a request that the caller may not make, even before the path is
 * resolved.
 */
export function authorize(caller: Caller | null, request: ApiRequest): asserts caller is Caller {
  if (caller === null) throw unauthorized()
  const { parts, query } = splitPath(request.path)
  const access = readAccess(request.method, parts, query)
  if (access === null) {
    const asked = { verb: request.method.toLowerCase(), path: `/${parts.join('/')}` }
    if (mayAccessPath(caller, asked)) return
    throw refusal(caller, '', { verb: asked.verb, what: `path ${goQuote(asked.path)}` })
  }
  if (mayAccess(caller, access)) return
  const { group, resource, subresource, namespace, name, verb } = access
  const place = namespace === '' ? 'at the cluster scope' : `in the namespace ${goQuote(namespace)}`
  const full = subresource === '' ? resource : `${resource}/${subresource}`
  const what = `resource ${goQuote(full)} in API group ${goQuote(group)} ${place}`
  throw refusal(caller, name, { verb, what, about: { kind: resource, group } })
}

function refusal(
  { user }: Caller,
  name: string,
  { verb, what, about }: { verb: string; what: string; about?: { kind: string; group: string } },
): ApiError {
  return forbidden(about ?? { kind: '' }, name, `User ${goQuote(user)} cannot ${verb} ${what}`)
}

const verbs: Readonly<Record<string, string>> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
}
/** Follow a namespace's name in a path but aren't resources in the namespace. */
const namespaceSubresources = ['status', 'finalize']

/** The access that a request needs, as the authorizer sees it; `null` if it isn't about objects. */
function readAccess(method: string, parts: readonly string[], query: URLSearchParams): ResourceAccess | null {
  const isCore = parts[0] === 'api'
  if ((!isCore && parts[0] !== 'apis') || parts.length < 3) return null
  const group = isCore ? '' : (parts[1] ?? '')
  const rest = parts.slice(isCore ? 2 : 3)
  if (rest.length === 0) return null
  const isPlaced = rest[0] === 'namespaces' && rest.length > 1
  const namespace = isPlaced ? (rest[1] ?? '') : ''
  const isInside = isPlaced && rest.length > 2 && !namespaceSubresources.includes(rest[2] ?? '')
  const [resource = '', name = '', subresource = ''] = isInside ? rest.slice(2) : rest
  const verb = verbs[method] ?? ''
  const place = { group, resource, subresource, namespace }
  if (name !== '') return { ...place, verb, name }
  if (verb === 'delete') return { ...place, verb: 'deletecollection', name }
  if (verb !== 'get') return { ...place, verb, name }
  return { ...place, verb: readBoolean(query, 'watch') ? 'watch' : 'list', name: nameSelectedBy(query) }
}

/** The name that a list's field selector asks for; empty if none. */
function nameSelectedBy(query: URLSearchParams): string {
  const terms = (query.get('fieldSelector') ?? '').split(',')
  const found = terms.map((term) => /^metadata\.name==?([^!=]+)$/.exec(term)?.[1] ?? '')
  return found.find((name) => name !== '') ?? ''
}

import { managerName } from '../objects/managed-fields.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { pathSegmentProblems } from '../objects/names.ts'
import { ApiError, badRequest, notFound, refusedByRouter, versionTooLarge } from '../objects/status-object.ts'
import type { StatusObject } from '../objects/status-object.ts'
import { goQuote } from '../words/go-text.ts'
import { authorize } from './authorize.ts'
import { applyPatch } from './patch.ts'
import type { Cluster } from './cluster.ts'
import { createObject } from './create.ts'
import { decodeBody, kindOf, limitBody } from './decode-body.ts'
import { deleteObject, readDeleteOptions } from './delete.ts'
import { listPage } from './list.ts'
import { chooseForm, patchTypeOf, requireJson, requireOwnForm } from './media-types.ts'
import type { Form } from './media-types.ts'
import { readListOptions, readVersionOption, readWriteOptions } from './options.ts'
import { jsonAnswer, textAnswer } from './request.ts'
import type { ApiAnswer, ApiRequest, RequestTarget } from './request.ts'
import { answerReview } from './reviews.ts'
import { findRoute, serverVersion } from './routes.ts'
import { readIncludeObject, writeList, writeObject } from './tables.ts'
import type { Writer } from './tables.ts'
import { updateObject } from './update.ts'
import { watchAnswer } from './watch.ts'

/** One request about an object or a collection, with its parsed path and query. */
interface Call {
  cluster: Cluster
  request: ApiRequest
  query: URLSearchParams
  target: RequestTarget
}

/** Answers one request like the API server. */
export function answer(cluster: Cluster, request: ApiRequest): ApiAnswer {
  try {
    const caller = cluster.callerOf(request)
    authorize(caller, request)
    const route = findRoute(cluster, request)
    switch (route.kind) {
      case 'version':
        return jsonAnswer(200, serverVersion)
      case 'json':
        return jsonAnswer(200, route.body)
      case 'text':
        return textAnswer(route.status, route.text)
      case 'review': {
        requireJson(request.header('content-type'))
        requireOwnForm(request.header('accept'))
        const name = managerName('', request.header('user-agent'))
        const review = { caller, body: limitBody(request.body), manager: { name, now: cluster.clock.now() } }
        return jsonAnswer(201, answerReview(route.review, review))
      }
      case 'object':
      case 'collection':
        return answerCall({ cluster, request, query: route.query, target: route.target })
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return refusal(error)
  }
}

function refusal({ status }: ApiError): ApiAnswer {
  const seconds = status.details?.retryAfterSeconds
  const found = jsonAnswer(status.code, status)
  if (seconds === undefined) return found
  return { ...found, headers: { ...found.headers, 'retry-after': String(seconds) } }
}

function answerCall(call: Call): ApiAnswer {
  const { request, target } = call
  const isCollection = target.name === ''
  switch (request.method) {
    case 'GET':
      return isCollection ? listOrWatch(call) : get(call)
    case 'POST':
      return create(call)
    case 'PATCH':
      return patch(call)
    case 'DELETE':
      return remove(call)
    default:
      throw refusedByRouter(405)
  }
}

/** Chooses the form before anything is done; what a Table includes is read only when it is written. */
const formOf = ({ request }: Call): Form => chooseForm(request.header('accept'))

function writerOf({ cluster, query, target }: Call, form: Form): Writer {
  const include = form.as === 'Table' ? readIncludeObject(query) : 'Metadata'
  return { form, include, resource: target.resource, now: cluster.clock.now() }
}

function objectAnswer(call: Call, status: number, form: Form, object: KubeObject | StatusObject): ApiAnswer {
  if ('kind' in object) return jsonAnswer(status, object)
  const text = writeObject(writerOf(call, form), object)
  return {
    kind: 'whole',
    status,
    headers: { 'content-type': 'application/json' },
    pieces: [text, '\n'],
  }
}

/** The object at a path. Throws 400 and 404. */
function requireObject({ cluster, target }: Call): KubeObject {
  const { resource, namespace, name } = target
  const problems = pathSegmentProblems(name)
  if (problems.length > 0) {
    throw badRequest(`Name parameter invalid: ${goQuote(name)}: ${problems.join(';')}`)
  }
  const key = resource.isNamespaced ? `${namespace}/${name}` : name
  const stored = cluster.storage.get(resource.name, key)
  if (stored === undefined) throw notFound(aboutOf(resource), name)
  return stored.object
}

/** A resource as a Status names it; a custom one with its group. */
function aboutOf({ name }: RequestTarget['resource']): { kind: string; group?: string } {
  const [kind = '', ...domain] = name.split('.')
  return domain.length === 0 ? { kind } : { kind, group: domain.join('.') }
}

function get(call: Call): ApiAnswer {
  const form = formOf(call)
  const asked = call.query.get('resourceVersion') ?? ''
  const { storage } = call.cluster
  if (readVersionOption(asked) > storage.revision()) throw versionTooLarge(asked, storage.revision())
  return objectAnswer(call, 200, form, requireObject(call))
}

function listOrWatch(call: Call): ApiAnswer {
  const { cluster, query, target } = call
  const form = formOf(call)
  const options = readListOptions(query, target.resource)
  if (options.isWatch) return watchAnswer({ ...cluster, target, options, writer: writerOf(call, form) })
  const { objects, metadata } = listPage(cluster.storage, target, options)
  return {
    kind: 'whole',
    status: 200,
    headers: { 'content-type': 'application/json' },
    pieces: writeList(writerOf(call, form), objects, metadata),
  }
}

function create(call: Call): ApiAnswer {
  const { cluster, request, query, target } = call
  const { resource } = target
  const form = formOf(call)
  requireJson(request.header('content-type'))
  const body = limitBody(request.body)
  const { isDryRun, fieldManager } = readWriteOptions(query, 'CreateOptions')
  const object = resource.read(decodeBody(body, kindOf(resource)))
  const name = managerName(fieldManager, request.header('user-agent'))
  const created = createObject(cluster, target, {
    object,
    manager: { name, apiVersion: resource.apiVersion ?? 'v1' },
    isDryRun,
  })
  return objectAnswer(call, 201, form, created)
}

function patch(call: Call): ApiAnswer {
  const { cluster, request, query, target } = call
  const type = patchTypeOf(request.header('content-type'))
  const form = formOf(call)
  const body = limitBody(request.body)
  const { isDryRun, fieldManager } = readWriteOptions(query, 'PatchOptions')
  const before = requireObject(call)
  const next = applyPatch(target.resource, before, type, body)
  const name = managerName(fieldManager, request.header('user-agent'))
  const manager = { name, apiVersion: target.resource.apiVersion ?? 'v1' }
  const updated = updateObject(cluster, target, { before, next, manager, isDryRun })
  return objectAnswer(call, 200, form, updated)
}

function remove(call: Call): ApiAnswer {
  const { cluster, request, query, target } = call
  const form = formOf(call)
  limitBody(request.body)
  const options = readDeleteOptions(request, query)
  const object = requireObject(call)
  return objectAnswer(call, 200, form, deleteObject(cluster, target, { object, options }))
}

import { labelsOf } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { badRequest, expired, plainError, versionTooLarge } from '../objects/status-object.ts'
import { ContinueTokenError, decodeContinue, encodeContinue } from '../storage/continue-token.ts'
import type { ContinueToken } from '../storage/continue-token.ts'
import { firstFrom, inNamespace } from '../storage/storage.ts'
import type { Storage, Stored } from '../storage/storage.ts'
import type { ListOptions } from './options.ts'
import { queryVersionProblem, readVersionOption } from './options.ts'
import type { RequestTarget } from './request.ts'
import type { ListMetadata } from './tables.ts'

interface ListPage {
  objects: KubeObject[]
  metadata: ListMetadata
}

/** Whether an object matches both selectors of a request. */
export function selects(
  { labels, fields }: Pick<ListOptions, 'labels' | 'fields'>,
  object: KubeObject,
): boolean {
  return (labels === null || labels(labelsOf(object))) && (fields === null || fields.matches(object))
}

/**
 * One page of a list, or the whole list, read like the server does: from its store, or from the cache in front of it.
 */
export function listPage(storage: Storage, target: RequestTarget, options: ListOptions): ListPage {
  const { limit, continueToken, version, versionMatch } = options
  const isPaged = continueToken !== '' || (limit > 0 && version !== '0')
  if (version === '' || isPaged || versionMatch === 'Exact') return listFromStore(storage, target, options)
  const asked = readVersionOption(version)
  if (asked > storage.revision()) throw versionTooLarge(version, storage.revision())
  const all = inNamespace(storage.list(target.resource.name), target.namespace)
  return {
    objects: all.map(({ object }) => object).filter((object) => selects(options, object)),
    metadata: { resourceVersion: String(storage.revision()) },
  }
}

function listFromStore(storage: Storage, target: RequestTarget, options: ListOptions): ListPage {
  const token = options.continueToken === '' ? null : readToken(options)
  const exact = token === null ? exactRevision(options) : token.revision > 0 ? token.revision : 0
  const revision = exact === 0 ? storage.revision() : exact
  const all = inNamespace(rowsAt(storage, target, revision, token), target.namespace)
  const prefix = target.namespace === '' ? '' : `${target.namespace}/`
  const rows = token === null ? all : all.slice(firstFrom(all, `${prefix}${token.start}`))
  const { objects, next } = takePage(rows, options)
  if (next === null) return { objects, metadata: { resourceVersion: String(revision) } }
  const start = `${(rows[next - 1]?.key ?? '').slice(prefix.length)}\0`
  const isWhole = options.labels === null && options.fields === null
  return {
    objects,
    metadata: {
      resourceVersion: String(revision),
      continue: encodeContinue({ revision, start }),
      ...(isWhole ? { remainingItemCount: rows.length - next } : {}),
    },
  }
}

function readToken({ continueToken, version }: ListOptions): ContinueToken {
  let token: ContinueToken
  try {
    token = decodeContinue(continueToken)
  } catch (error) {
    if (error instanceof ContinueTokenError) throw badRequest(`invalid continue token: ${error.message}`)
    throw error
  }
  if (version !== '' && version !== '0') {
    throw badRequest('specifying resource version is not allowed when using continue')
  }
  return token
}

/** The past revision to show, 0 for the latest. */
function exactRevision({ version, versionMatch, limit }: ListOptions): number {
  if (version === '') return 0
  const problem = queryVersionProblem(version)
  if (problem !== null) throw badRequest(`invalid resource version: ${problem}`)
  const isExact = versionMatch === 'Exact' || (versionMatch === '' && limit > 0)
  return isExact ? Number(version) : 0
}

function rowsAt(
  storage: Storage,
  { resource }: RequestTarget,
  revision: number,
  token: ContinueToken | null,
): readonly Stored[] {
  if (revision > storage.revision()) {
    throw plainError('etcdserver: mvcc: required revision is a future revision')
  }
  if (revision >= storage.knownSince()) return storage.listAt(resource.name, revision)
  if (token === null) throw expired('The resourceVersion for the provided list is too old.')
  throw expired(
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    encodeContinue({ revision: -1, start: token.start }),
  )
}

/** The first `limit` matching objects; `next` is the index of the first row not examined. */
function takePage(
  rows: readonly Stored[],
  options: ListOptions,
): { objects: KubeObject[]; next: number | null } {
  const objects: KubeObject[] = []
  // A single name is read directly and is always one page.
  const limit = options.fields?.name != null || options.limit === 0 ? Infinity : options.limit
  for (const [index, { object }] of rows.entries()) {
    if (objects.length >= limit) return { objects, next: index }
    if (selects(options, object)) objects.push(object)
  }
  return { objects, next: null }
}

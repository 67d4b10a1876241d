import type { Clock } from '../../base/clock.ts'
import { withMetadata } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { expired } from '../objects/status-object.ts'
import { inNamespace } from '../storage/storage.ts'
import type { Change, Storage } from '../storage/storage.ts'
import { selects } from './list.ts'
import { readVersionOption } from './options.ts'
import type { ListOptions } from './options.ts'
import type { RequestTarget, WatchAnswer, WatchSink } from './request.ts'
import { requireObjectForm, writeObject } from './tables.ts'
import type { Writer } from './tables.ts'

interface ServeWatchDeps {
  storage: Storage
  clock: Clock
  random: () => number
  target: RequestTarget
  options: ListOptions
  writer: Omit<Writer, 'now'>
}

type EventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'

const bookmarkMilliseconds = 60_000
/** How long before its end a watch sends its last bookmark, in milliseconds. */
const lastBookmark = 2_000
/** A watch without a timeout ends after half a minute to a minute, like the server's. */
const usualTimeout = 30_000

/** Answers a watch: the changes since a version, then all further changes until its timeout. */
export function watchAnswer(deps: ServeWatchDeps): WatchAnswer {
  const since = readVersionOption(deps.options.version)
  requireObjectForm(deps.writer)
  const headers = { 'content-type': 'application/json' }
  return { kind: 'watch', status: 200, headers, open: (sink) => openWatch(deps, since, sink) }
}

function openWatch(deps: ServeWatchDeps, since: number, sink: WatchSink): () => void {
  const { storage, clock, target, options } = deps
  if (since !== 0 && since < storage.knownSince()) {
    sink.line(tooOld(since, storage.knownSince()))
    sink.end()
    return () => {}
  }
  const tell = createTeller(deps, sink)
  const cancels: (() => void)[] = []
  const close = () => {
    for (const cancel of cancels) cancel()
  }
  const tellChange = (change: Change) => {
    const event = eventOf(change, deps)
    if (event !== null && change.revision > since) tell(...event)
  }
  const tellBookmark = () => {
    const resourceVersion = String(storage.lastChange(target.resource.name))
    tell('BOOKMARK', withMetadata(target.resource.blank, { resourceVersion }))
  }

  if (since === 0) for (const object of current(deps)) tell('ADDED', object)
  else for (const change of storage.changesSince(target.resource.name, since)) tellChange(change)
  cancels.push(storage.listen(tellChange))

  const timeout = options.timeoutSeconds * 1000 || usualTimeout * (1 + deps.random())
  const end = () => {
    close()
    sink.end()
  }
  cancels.push(clock.after(timeout, end))
  if (options.wantsBookmarks) cancels.push(repeatBookmarks(clock, timeout, tellBookmark))
  return close
}

/** Sends a bookmark every minute, and one shortly before the end. */
function repeatBookmarks(clock: Clock, timeout: number, tell: () => void): () => void {
  let left = timeout - lastBookmark
  let cancel = () => {}
  const next = () => {
    if (left <= 0) return
    const wait = Math.min(left, bookmarkMilliseconds)
    left -= wait
    cancel = clock.after(wait, () => {
      tell()
      next()
    })
  }
  next()
  return () => cancel()
}

/** Writes events as lines; a Table defines its columns only in the first one. */
function createTeller({ writer, clock }: ServeWatchDeps, sink: WatchSink) {
  let isFirst = true
  return (type: EventType, object: KubeObject) => {
    const text = writeObject({ ...writer, now: clock.now() }, object, isFirst)
    isFirst = false
    sink.line(`{"type":"${type}","object":${text}}\n`)
  }
}

function current({ storage, target, options }: ServeWatchDeps): KubeObject[] {
  return inNamespace(storage.list(target.resource.name), target.namespace)
    .map(({ object }) => object)
    .filter((object) => selects(options, object))
}

/** The event of a change for a watch with these selectors; `null` if it isn't visible. */
function eventOf(
  { resource, key, now, before, revision }: Change,
  { target, options }: ServeWatchDeps,
): [EventType, KubeObject] | null {
  if (resource !== target.resource.name) return null
  if (target.namespace !== '' && !key.startsWith(`${target.namespace}/`)) return null
  const isSeen = now !== null && selects(options, now.object)
  const wasSeen = before !== null && selects(options, before.object)
  if (isSeen) return [wasSeen ? 'MODIFIED' : 'ADDED', now.object]
  // An object that left the selection is sent in its last selected state, with the version of the change.
  return wasSeen ? ['DELETED', withMetadata(before.object, { resourceVersion: String(revision) })] : null
}

function tooOld(asked: number, known: number): string {
  const { status } = expired(`too old resource version: ${asked} (${known})`)
  return `${JSON.stringify({ type: 'ERROR', object: status })}\n`
}

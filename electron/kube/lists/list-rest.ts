import { failureOf } from '../../../shared/failure.ts'
import type { FailureCode } from '../../../shared/failure.ts'
import { readInitialEvents } from './initial-events.ts'
import type { Clock } from '../../base/clock.ts'
import type { ListAbilities, RestWay } from './list-abilities.ts'
import { startPages } from './list-pages.ts'
import type { PagedList, Pages } from './list-pages.ts'
import { createTally, garbled, readAnswer } from './read-answer.ts'
import type { ListDeps, ListResult, Tally } from './read-answer.ts'
import { isNewer } from './resource-version.ts'

export interface LargeListDeps extends ListDeps {
  abilities: ListAbilities
  clock: Clock
}

/** A list whose rest can be read in other ways than pages. */
interface LargeList<T> extends PagedList<T> {
  /** The query of both ways: selectors, and the form of the rows. */
  what: Record<string, string>
}

/** These concern the caller, in whichever way the list is read. */
const saidOfAsker: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'cancelled',
  'unauthorized',
  'forbidden',
  'answer-too-large',
])

/** How many times longer than the first page the rest may take to begin, before pages are requested as well. */
const patience = 10
const leastPatience = 500
const mostPatience = 2_000
/**
 * One more page costs a busy server little. All pages are requested only after this further time, in milliseconds, when
 * the server would have refused the rest.
 */
const refusalTime = 3_500

/**
 * Reads the first page from the store, then everything in one response that is at least as new. That response is a pass
 * of its own, so that it contains nothing deleted in between. If it is late or fails, the list continues in pages.
 */
export async function listLarge<T>(
  deps: LargeListDeps,
  list: LargeList<T>,
  nextPass: () => number,
): Promise<ListResult> {
  const { clock } = deps
  const abort = new AbortController()
  const signal = list.signal === undefined ? abort.signal : AbortSignal.any([list.signal, abort.signal])
  const startedAt = clock.elapsed()
  const pages = startPages(deps, list, nextPass())
  try {
    const { continueToken, resourceVersion } = await pages.head
    if (continueToken === '') return await pages.done
    const took = clock.elapsed() - startedAt
    const wait = Math.min(mostPatience, Math.max(leastPatience, patience * took))
    const cancelOne = clock.after(wait, () => pages.goOn(2))
    const cancelAll = clock.after(wait + refusalTime, () => pages.goOn())
    const rest = readRest(deps, { ...list, signal }, { version: resourceVersion, nextPass, pages })
    // If the pages finish first, nobody waits for it.
    rest.catch(() => undefined)
    const taken = await Promise.race([pages.done, rest]).finally(() => {
      cancelOne()
      cancelAll()
    })
    if (taken !== null) return taken
    pages.goOn()
    return await pages.done
  } finally {
    pages.stop()
    abort.abort()
  }
}

interface RestRequest {
  /** The version of the first page. */
  version: string
  nextPass: () => number
  pages: Pages
}

/** Reads everything in the best way available; `null` if there is none. Stops the pages when the response begins. */
async function readRest<T>(
  deps: LargeListDeps,
  list: LargeList<T> & { signal: AbortSignal },
  { version, nextPass, pages }: RestRequest,
): Promise<ListResult | null> {
  const { path, signal } = list
  const progress = { hasBegun: false }
  const begin = () => {
    progress.hasBegun = true
    pages.stop()
    return createTally(deps, list, nextPass())
  }
  for (const way of await deps.abilities.waysFor({ path, version, signal })) {
    try {
      return await readers[way](deps, list, version, begin)
    } catch (error) {
      const code = failureOf(error)?.code
      if (code !== 'cancelled') deps.abilities.drop(way)
      // A user who may list may still not be allowed to watch.
      const isOfWay =
        code !== undefined && (!saidOfAsker.has(code) || (way === 'stream' && code === 'forbidden'))
      // A truncated list isn't complete; the next attempt uses another way.
      if (progress.hasBegun || !isOfWay) throw error
    }
  }
  return null
}

type Begin = () => Tally

const readers: Record<
  RestWay,
  <T>(
    deps: ListDeps,
    list: LargeList<T> & { signal: AbortSignal },
    version: string,
    begin: Begin,
  ) => Promise<ListResult>
> = {
  cache: async (deps, { path, what, signal }, version, begin) => {
    const begun: { tally: Tally | null; version: string } = { tally: null, version: '' }
    await readAnswer(deps, {
      path,
      query: { ...what, resourceVersion: version, resourceVersionMatch: 'NotOlderThan' },
      signal,
      isOptional: true,
      isLarge: true,
      tally: {
        addBytes: (count) => begun.tally?.addBytes(count),
        take: (tableRows) => {
          if (begun.tally === null) throw garbled(deps, 'rows before their version')
          begun.tally.take(tableRows)
        },
      },
      onHead: (head) => {
        // A server that ignores this parameter can return an older list than was already reported.
        if (head.resourceVersion === '' || isNewer(version, head.resourceVersion))
          throw garbled(deps, 'an older list')
        if (head.continueToken !== '') throw garbled(deps, 'a page instead of all')
        begun.version = head.resourceVersion
        begun.tally = begin()
      },
    })
    return (begun.tally ?? begin()).result(begun.version)
  },
  stream: (deps, { path, what, signal }, version, begin) =>
    readInitialEvents(deps, { path, what, version, signal, begin }),
}

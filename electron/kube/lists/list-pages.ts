import { mostPages, TooLargeError } from '../core/bounds.ts'
import type { TableHead } from './row-cutter.ts'
import { createTally, garbled, readAnswer } from './read-answer.ts'
import type { ListDeps, ListResult, RowSink } from './read-answer.ts'

/** A list in pages, all from one version of the store. */
export interface PagedList<T> extends RowSink<T> {
  path: string
  signal: AbortSignal | undefined
  /** The query of a page; `number` counts from 1. */
  query: (continueToken: string, number: number) => Record<string, string>
}

/** A list in pages that is being read. */
export interface Pages {
  /** The head of the first page. */
  head: Promise<TableHead>
  /** Allows up to this many pages in total, all by default. Initially only the first page is requested. */
  goOn: (upTo?: number) => void
  /** Resolves when the last page is complete. Stays pending after `stop`. */
  done: Promise<ListResult>
  /** Aborts all requests; passes on nothing afterwards. */
  stop: () => void
}

/**
 * Requests the first page. After `goOn`, the next page is requested as soon as the head of the previous one contains
 * its token: the server works on it while rows are still arriving.
 */
export function startPages<T>(deps: ListDeps, list: PagedList<T>, pass: number): Pages {
  const abort = new AbortController()
  const signal = list.signal === undefined ? abort.signal : AbortSignal.any([list.signal, abort.signal])
  const tally = createTally(deps, list, pass)
  const head = Promise.withResolvers<TableHead>()
  const done = Promise.withResolvers<ListResult>()
  // A caller waits for one of them, which reports a failure; nobody has to wait for both.
  for (const { promise } of [head, done]) promise.catch(() => undefined)
  const asked = new Set<string>()
  let underWay = 0
  let resourceVersion = ''
  let allowed = 1
  let isStopped = false
  /** The token of the page after the last requested one. */
  let next = ''

  const end = (error: Error) => {
    if (!isStopped) {
      head.reject(error)
      done.reject(error)
    }
    abort.abort()
  }
  const ask = (continueToken: string) => {
    if (asked.has(continueToken)) throw garbled(deps, 'the same page again')
    asked.add(continueToken)
    if (asked.size > mostPages) throw new TooLargeError('pages', mostPages)
    underWay += 1
    next = ''
    const onHead = (told: TableHead) => {
      resourceVersion = told.resourceVersion || resourceVersion
      next = told.continueToken
      head.resolve(told)
      if (asked.size < allowed && next !== '') ask(next)
    }
    const query = list.query(continueToken, asked.size)
    const isLarge = asked.size > 1
    readAnswer(deps, { path: list.path, query, signal, isLarge, tally, onHead }).then(() => {
      underWay -= 1
      if (underWay === 0 && next === '') done.resolve(tally.result(resourceVersion))
    }, end)
  }
  ask('')
  return {
    head: head.promise,
    goOn: (upTo = Infinity) => {
      if (isStopped) return
      allowed = Math.max(allowed, upTo)
      if (asked.size < allowed && next !== '') ask(next)
    },
    done: done.promise,
    stop: () => {
      isStopped = true
      abort.abort()
    },
  }
}

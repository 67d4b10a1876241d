import { mostPages, TooLargeError } from '../core/bounds.ts'
import type { TableHead } from './row-cutter.ts'
import { createTally, garbled, readAnswer } from './read-answer.ts'
import type { ListDeps, ListResult, RowSink } from './read-answer.ts'

/** A list in pages that show one moment of the store. */
export interface PagedList<T> extends RowSink<T> {
  path: string
  signal: AbortSignal | undefined
  /** The query of a page; `number` counts from 1. */
  query: (continueToken: string, number: number) => Record<string, string>
}

/** Pages that are being read. */
export interface Pages {
  /** The head of the first page. */
  head: Promise<TableHead>
  /** Asks for so many pages in all, as far as there are so many: for all unless told. Before, only for the first one. */
  goOn: (upTo?: number) => void
  /** Resolves when the last page is whole. Stays open once they were stopped. */
  done: Promise<ListResult>
  /** Ends all on the wire; nothing is handed on afterwards. */
  stop: () => void
}

/**
 * Asks for the first page. From `goOn` on, the next page is asked for as soon as the head of the one before tells its token:
 * the server works on it while rows are still coming in.
 */
export function startPages<T>(deps: ListDeps, list: PagedList<T>, pass: number): Pages {
  const abort = new AbortController()
  const signal = list.signal === undefined ? abort.signal : AbortSignal.any([list.signal, abort.signal])
  const tally = createTally(deps, list, pass)
  const head = Promise.withResolvers<TableHead>()
  const done = Promise.withResolvers<ListResult>()
  // Whoever waits for one of them hears of a failure; no one has to wait for both.
  for (const { promise } of [head, done]) promise.catch(() => undefined)
  const asked = new Set<string>()
  let underWay = 0
  let resourceVersion = ''
  let allowed = 1
  let isStopped = false
  /** The token of the page behind the last one that was requested. */
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

import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { systemClock } from '../../../electron/base/clock.ts'
import { createConnection } from '../../../electron/kube/connection.ts'
import type { Connection } from '../../../electron/kube/connection.ts'
import { isAllowed } from '../../../electron/kube/core/kube-row.ts'
import type { KubeRow } from '../../../electron/kube/core/kube-row.ts'
import { sampleContext } from '../../../electron/kube/testing/kube-samples.ts'
import { failureOf } from '../../../shared/failure.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { answerAround, answerBytes, status, table, watchLines } from '../made-up/answers.ts'
import type { MadeUpAnswer } from '../made-up/answers.ts'
import { startRawServer } from '../raw-server.ts'

/** Maximum characters of a failure that leaves `kube/`. */
const failureLimit = 20_000

const good = fc.constantFrom(200, 200, 200, 201, 204)
const bad = fc.constantFrom(100, 101, 301, 400, 401, 403, 404, 409, 410, 422, 429, 500, 502, 503, 504, 999)
const json = (value: fc.Arbitrary<unknown>) => value.map((given) => JSON.stringify(given))
const question = fc.oneof(
  fc.record({ verb: fc.constant('list' as const), answer: answerAround(json(table), good) }),
  fc.record({ verb: fc.constant('watch' as const), answer: answerAround(watchLines, good) }),
  fc.record({
    verb: fc.constantFrom('list' as const, 'watch' as const),
    answer: answerAround(json(status), bad),
  }),
)

/**
 * One list or watch against a server that answers anything. It ends with its rows or an expected failure; a list that
 * was cut off never counts as complete.
 */
export const target: FuzzTarget = {
  name: 'server-answers',
  suite: 'unit',
  inputs: 10,
  start: async () => {
    const server = await startRawServer()
    const property = fc.asyncProperty(question, async ({ verb, answer }) => {
      server.answerWith(answerBytes(answer), answer)
      const connection = createConnection({
        context: sampleContext(server.url),
        version: '0.0.0',
        keepAnnotations: [],
        log: () => {},
        // Many answers never end. If a slow machine is cut off too early, that is also an expected failure.
        timeouts: { connect: 5000, head: 500, idle: 500, answer: 500 },
        // Waits that the server asks for take no time here.
        clock: { ...systemClock, after: instantly },
      })
      try {
        await (verb === 'list' ? listFrom(connection, answer) : watchFrom(connection))
      } finally {
        await connection.close()
      }
    })
    return { property, end: server.close }
  },
}

/** Calls immediately what is scheduled within a timer's range. Anything else is a fault. */
function instantly(milliseconds: number, call: () => void): () => void {
  if (!(milliseconds >= 0 && milliseconds <= 3_600_000)) throw new Error(`a wait of ${milliseconds} ms`)
  // The limit of a silent watch. Nothing is silent here.
  if (milliseconds > 100_000) return () => {}
  const timer = setImmediate(call)
  return () => clearImmediate(timer)
}

async function listFrom(connection: Connection, answer: MadeUpAnswer): Promise<void> {
  const rows: KubeRow[] = []
  const list = connection.listRows({ path: '/api/v1/secrets', onRows: (some) => rows.push(...some) })
  const result = await endsAsExpected(list)
  if (result === null) return
  const { leftOut = 0 } = result
  const expected = wholeRows(answer)
  if (rows.length + leftOut !== expected) {
    throw new Error(`${rows.length} rows and ${leftOut} left out of ${expected} are told as a whole list`)
  }
  if (!rows.every(isAllowed)) throw new Error('a row with a name that Kubernetes does not allow')
}

async function watchFrom(connection: Connection): Promise<void> {
  await endsAsExpected(
    connection.watchRows({ path: '/api/v1/secrets', resourceVersion: '1', onEvents: () => {} }),
  )
}

/** The result, or `null` for an expected failure. Throws for any other. */
async function endsAsExpected<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null || failure.code === 'internal') throw error
    if (JSON.stringify(failure).length > failureLimit)
      throw new Error('a failure without a bound', { cause: error })
    return null
  }
}

/** The rows of an answer that is parsed in one piece. */
function wholeRows({ body, isZipped, headers }: MadeUpAnswer): number {
  const encoding = headers.filter(([name]) => name === 'content-encoding').at(-1)?.[1]
  const plain = !isZipped && encoding === 'gzip' ? gunzipSync(body) : body
  const { rows } = JSON.parse(plain.toString('utf8')) as { rows: unknown[] | null }
  return rows?.length ?? 0
}

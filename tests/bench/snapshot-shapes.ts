import { createWriteStream } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import Papa from 'papaparse'
import { createTableEngine } from '../../electron/snapshots/thread/engine.ts'
import { startTableThread } from '../../electron/snapshots/thread/start-thread.ts'
import type { TableEngine } from '../../electron/snapshots/protocol/table-engine.ts'
import { failureOf } from '../../shared/failure.ts'

/** A file of a pathological shape, opened while another table is in use. Times in milliseconds. */
export interface ShapeRun {
  shape: string
  bytes: number
  papa: number
  open: number
  /** The result: `opened`, or the failure's code. */
  outcome: string
  /** The longest time in which the thread didn't answer about the other table. */
  silence: number
}

/** Writes one file of the shape, in pieces. */
type Shape = () => Generator<string>

const shapes: readonly (readonly [string, Shape])[] = [
  [
    '9,000 columns, 200 rows',
    function* () {
      const row = (text: string) => `${Array.from({ length: 9000 }, (_, at) => `${text} ${at}`).join(',')}\n`
      yield row('Title')
      for (let at = 0; at < 200; at += 1) yield row(`cell ${at}`)
    },
  ],
  [
    'a row of 1,000,000 cells under two titles',
    function* () {
      yield 'Credential,Type\n'
      for (let at = 0; at < 1000; at += 1) yield 'abc,'.repeat(1000)
      yield 'abc\nx,y\n'
    },
  ],
  [
    'one cell of 60 MB',
    function* () {
      yield* cellOf(60)
    },
  ],
  [
    'one cell of 100 MB',
    function* () {
      yield* cellOf(100)
    },
  ],
  [
    'a quote that nothing closes, in 30 MB',
    function* () {
      yield 'Credential,Type\na,"b\n'
      for (let at = 0; at < 300; at += 1) yield 'abcdefgh,1\n'.repeat(9000)
    },
  ],
]

function* cellOf(megabytes: number): Generator<string> {
  yield 'Credential,Description\na,"'
  for (let at = 0; at < megabytes; at += 1) yield 'some text, and more '.repeat(50_000)
  yield '"\nb,c\n'
}

const worker = new URL('../../electron/snapshots/thread/worker.ts', import.meta.url)
const { signal } = new AbortController()

/** Opens a file of each shape a number of times. Files are written into `folder`. */
export async function benchShapes(
  folder: string,
  rounds: number,
  say: (line: string) => void,
): Promise<ShapeRun[][]> {
  const small = join(folder, 'small.csv')
  await writeFile(small, 'Credential,Type\na,b\n')
  const all: ShapeRun[][] = []
  for (const [shape, write] of shapes) {
    const path = join(folder, 'shape.csv')
    await writePieces(path, write())
    say(`Snapshots: ${shape}.`)
    const runs: ShapeRun[] = []
    for (let round = 0; round < rounds; round += 1) runs.push(await runShape(shape, path, small))
    all.push(runs)
  }
  return all
}

async function runShape(shape: string, path: string, small: string): Promise<ShapeRun> {
  const { size: bytes } = await stat(path)
  const began = performance.now()
  Papa.parse<string[]>(await readFile(path, 'utf8'))
  const papa = performance.now() - began
  const engine = createTableEngine({ startWorker: () => startTableThread(worker) })
  try {
    await openTable(engine, 'small', small)
    const pinging = ping(engine)
    const started = performance.now()
    const outcome = await openTable(engine, 'shape', path).catch((error: unknown) => {
      const failure = failureOf(error)
      if (failure === null) throw error
      return failure.code
    })
    const open = performance.now() - started
    return { shape, bytes, papa, open, outcome, silence: await pinging.stop() }
  } finally {
    await engine.end()
  }
}

async function openTable(engine: TableEngine, table: string, path: string): Promise<string> {
  const opened = await engine.open({
    table,
    path,
    file: { id: table, name: `${table}.csv`, folder: '' },
    evenIfLarge: true,
    onProgress: () => undefined,
    signal,
  })
  return opened.kind
}

/** Queries the small table continuously, and keeps the longest response time. */
function ping(engine: TableEngine) {
  let isOn = true
  let longest = 0
  const asking = (async () => {
    while (isOn) {
      const asked = performance.now()
      await engine.facets('small', 0)
      longest = Math.max(longest, performance.now() - asked)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })()
  return {
    async stop(): Promise<number> {
      isOn = false
      await asking
      return longest
    },
  }
}

async function writePieces(path: string, pieces: Iterable<string>): Promise<void> {
  const out = createWriteStream(path)
  for (const piece of pieces) if (!out.write(piece)) await once(out, 'drain')
  out.end()
  await once(out, 'close')
}

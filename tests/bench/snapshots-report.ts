import { megabytes, type Aim } from './aims.ts'
import { aimTable, spread, table } from './report-tables.ts'
import type { SnapshotBench, SnapshotRun } from './snapshots.ts'
import { spreadOf } from './statistics.ts'

/** The aims that the project set itself for snapshots, by the medians; blocks count by the worst round. */
export function snapshotAims({ quoting, runs }: SnapshotBench): Aim[] {
  const median = (pick: (run: SnapshotRun) => number) => spreadOf(runs.map(pick)).median
  const [papa, open, compare] = [
    median((run) => run.papa),
    median((run) => run.open),
    median((run) => run.compare),
  ]
  const block = Math.max(...runs.map((run) => run.longestBlock))
  const aim = (name: string, figure: string, value: number, most: number, unit: Aim['unit']): Aim => ({
    name: `${name}, quoted ${quoting}`,
    figure,
    value,
    most,
    unit,
    isMet: value <= most,
  })
  return [
    aim(
      'Open, to Papa Parse alone',
      `${open.toFixed(0)} ms against ${papa.toFixed(0)} ms`,
      open / papa,
      2,
      '×',
    ),
    aim('Compare two, once both are open', `${compare.toFixed(0)} ms`, compare, 2000, 'ms'),
    aim('Longest block of the main thread', `${block.toFixed(0)} ms`, block, 50, 'ms'),
  ]
}

const lines: readonly [string, (run: SnapshotRun) => number][] = [
  ['Papa Parse alone', (run) => run.papa],
  ['Papa Parse alone, second file', (run) => run.papaAgain],
  ['open', (run) => run.open],
  ['open the second file', (run) => run.openSecond],
  ['search, the first time', (run) => run.search],
  ['sort by name, the first time', (run) => run.sort],
  ['compare the two', (run) => run.compare],
  ['report of what differs', (run) => run.writeReport],
  ['main thread: longest block', (run) => run.longestBlock],
  ['process grows by, all three tables open (MB, resident)', (run) => megabytes(run.grown)],
]

/** The snapshots' part of the report. */
export function snapshotText(benches: readonly SnapshotBench[]): string {
  const [first] = benches
  const rows = (first?.rows ?? 0).toLocaleString('en')
  const heads = benches.map(
    ({ quoting, runs }) => `quoted ${quoting}, ${megabytes(runs[0]?.bytes ?? 0).toFixed(0)} MB`,
  )
  const body = lines.map(([title, pick]) => [title, ...benches.map(({ runs }) => spread(runs.map(pick)))])
  const parts = [
    `## Snapshots: ${rows} rows of 12 columns`,
    `${first?.runs.length ?? 0} rounds; median (least to most) in milliseconds unless said otherwise. Papa Parse alone reads the ` +
      'file and parses it in one go, in the same process. The thread is started anew in each round, and its start is part of the first opening.',
    table(['', ...heads], body),
    aimTable(benches.flatMap(snapshotAims)),
  ]
  return `${parts.join('\n\n')}\n`
}

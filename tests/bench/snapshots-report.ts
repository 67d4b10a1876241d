import type { Aim } from './aims.ts'
import { aimTable, spread, table } from './report-tables.ts'
import type { ShapeRun } from './snapshot-shapes.ts'
import type { SnapshotBench, SnapshotMeasures, SnapshotRun } from './snapshots.ts'
import type { SnapshotWindowRun } from './snapshot-window-run.ts'
import { megabytes, spreadOf } from './statistics.ts'

/** The project's goals for snapshots, by medians. Blocks count by the worst round. */
function snapshotAims({ quoting, runs, windowRuns }: SnapshotBench): Aim[] {
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
      1.6,
      '×',
    ),
    aim('Compare two, once both are open', `${compare.toFixed(0)} ms`, compare, 2000, 'ms'),
    aim('Longest block of the main thread', `${block.toFixed(0)} ms`, block, 50, 'ms'),
    ...(windowRuns.length === 0
      ? []
      : (['longestBlock', 'longestTask'] as const).map((kind) => {
          const longest = longestIn(windowRuns, kind)
          return aim(windowAims[kind], `${longest.toFixed(0)} ms`, longest, 50, 'ms')
        })),
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

const windowAims = {
  longestBlock: 'Longest block of the window (no timer answered)',
  longestTask: 'Longest task of the window (Long Tasks API, 0: none of 50)',
} as const

/** While the file is opened and while its table is used. */
const longestIn = (runs: readonly SnapshotWindowRun[], kind: keyof typeof windowAims): number =>
  Math.max(...runs.flatMap((run) => [run[kind], ...run.interactions.map((use) => use[kind])]))

/** The times of the real window, by action. */
function windowLines(benches: readonly SnapshotBench[]): string[][] {
  const uses = benches[0]?.windowRuns[0]?.interactions.map(({ name }) => name) ?? []
  const line = (title: string, pick: (run: SnapshotWindowRun) => (number | null)[]) => [
    title,
    ...benches.map(({ windowRuns }) => spread(windowRuns.flatMap(pick))),
  ]
  return [
    line('chosen to first rows shown', (run) => [run.opened]),
    line('opening: longest block', (run) => [run.longestBlock]),
    line('opening: longest task', (run) => [run.longestTask]),
    ...uses.flatMap((name) => {
      const of = (run: SnapshotWindowRun) => run.interactions.filter((use) => use.name === name)
      return [
        line(`${name}: longest block`, (run) => of(run).map((use) => use.longestBlock)),
        line(`${name}: longest task`, (run) => of(run).map((use) => use.longestTask)),
        line(`${name}: rows followed within`, (run) => of(run).map((use) => use.settled)),
      ]
    }),
  ]
}

/** The times of files with unusual shapes, by shape. */
function shapeTable(shapes: readonly (readonly ShapeRun[])[]): string {
  const body = shapes.map((runs) => {
    const [first] = runs
    const medianOf = (pick: (run: ShapeRun) => number) => spreadOf(runs.map(pick)).median
    const ratio = medianOf((run) => run.open) / medianOf((run) => run.papa)
    return [
      first?.shape ?? '',
      megabytes(first?.bytes ?? 0).toFixed(0),
      spread(runs.map((run) => run.papa)),
      spread(runs.map((run) => run.open)),
      `${ratio.toFixed(1)} ×`,
      first?.outcome ?? '',
      spread(runs.map((run) => run.silence)),
    ]
  })
  return table(['shape', 'MB', 'Papa Parse alone', 'open', 'ratio', 'outcome', 'longest silence'], body)
}

/** The report's section on snapshots. */
export function snapshotText({ benches, shapes }: SnapshotMeasures): string {
  const [first] = benches
  const rows = (first?.rows ?? 0).toLocaleString('en')
  const heads = benches.map(
    ({ quoting, runs }) => `quoted ${quoting}, ${megabytes(runs[0]?.bytes ?? 0).toFixed(0)} MB`,
  )
  const body = lines.map(([title, pick]) => [title, ...benches.map(({ runs }) => spread(runs.map(pick)))])
  const parts = [
    `## Snapshots: ${rows} rows of 12 columns`,
    `${first?.runs.length ?? 0} rounds; median (minimum to maximum), in milliseconds by default. Papa Parse alone reads the ` +
      'file and parses it in one go, in the same process. Each round starts the thread again; its start is part of the first opening.',
    table(['', ...heads], body),
    ...(first?.windowRuns.length ? [table(['in the window', ...heads], windowLines(benches))] : []),
    aimTable(benches.flatMap(snapshotAims)),
    'Files of other shapes, opened while another table is in use. The longest silence is the longest time in which the thread did ' +
      'not answer about that table.',
    shapeTable(shapes),
  ]
  return `${parts.join('\n\n')}\n`
}

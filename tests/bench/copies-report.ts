import type { Aim } from './aims.ts'
import type { CopiesMeasured } from './copies.ts'
import { aimTable, spread, table } from './report-tables.ts'
import type { ServiceRun } from './service-run.ts'
import { megabytes, spreadOf } from './statistics.ts'

const lines: readonly [string, (run: ServiceRun) => number][] = [
  ['first rows', (run) => run.firstRows],
  ['all rows', (run) => run.allRows],
  ['processor time', (run) => run.figures.cpu],
  ['longest block', (run) => run.figures.longest.ms],
  ['grows by (MB, resident)', (run) => megabytes(run.after.resident - run.before.resident)],
  ['… by (MB, JavaScript heap and buffers)', (run) => megabytes(held(run.after) - held(run.before))],
]

const held = ({ heap, outside }: ServiceRun['after']) => heap + outside

/** The maximum cost of copies relative to the same secrets without them, since the request is the same. */
const mostTimes = 1.5

function aimsOf({ withCopies, without }: CopiesMeasured): Aim[] {
  const aim = (name: string, unit: string, pick: (run: ServiceRun) => number): Aim => {
    const [one, other] = [withCopies, without].map((runs) => spreadOf(runs.map(pick)).median)
    const value = (one ?? NaN) / (other ?? NaN)
    const figure = `${(one ?? NaN).toFixed(0)} ${unit} against ${(other ?? NaN).toFixed(0)} ${unit}`
    return { name, figure, value, most: mostTimes, unit: '×', isMet: value <= mostTimes }
  }
  return [
    aim('All rows, to the same without copies', 'ms', (run) => run.allRows),
    aim('Memory, to the same without copies', 'MB', (run) => megabytes(held(run.after) - held(run.before))),
  ]
}

/** The result in Markdown that is also readable as plain text. */
export function copiesText(measured: CopiesMeasured): string {
  const { originals, projects, withCopies, without } = measured
  const copies = originals * projects
  const told = (runs: readonly ServiceRun[]) => [...new Set(runs.map(({ rows }) => grouped(rows)))].join(', ')
  const rows = ['rows sent to the window', told(withCopies), told(without)]
  const each = lines.map(([title, pick]) => [title, spread(withCopies.map(pick)), spread(without.map(pick))])
  const head = ['', 'as copies', 'as credentials of projects']
  return [
    `## Copies: ${grouped(originals)} credentials of the cluster in ${grouped(projects)} projects`,
    `${withCopies.length} rounds, both in turn; median (minimum to maximum), in milliseconds by default, of the service alone. ` +
      `The same ${grouped(originals + copies)} secrets are in two clusters. In one, ${grouped(copies)} of them are copies.`,
    table(head, [rows, ...each]),
    aimTable(aimsOf(measured)),
    '',
  ].join('\n\n')
}

const grouped = (number: number) => number.toLocaleString('en')

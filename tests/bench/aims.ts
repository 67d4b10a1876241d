import { megabytes, spreadOf } from './statistics.ts'
import type { Measured } from './rounds.ts'
import type { Opening } from './window-run.ts'

/** A performance goal of the project for large clusters. */
export interface Aim {
  name: string
  /** What was measured, in words. */
  figure: string
  /** The measured value, and its maximum. */
  value: number
  most: number
  unit: '×' | 'ms' | 'MB' | 'frames'
  isMet: boolean
}

/** Limits relative to other tools, in milliseconds and MB: for 10,000 credentials, and for ten times as many. */
const limitsOfUsual = { toKubectl: 0.4, toCurl: 1.2, mainBlock: 30, windowBlock: 50, grownBy: 60 }
const limitsOfMany = { toKubectl: 0.35, toCurl: 0.9, mainBlock: 50, windowBlock: 100, grownBy: 120 }
const manyCredentials = 50_000

/** The limits for a number of credentials. */
export const limitsFor = (credentials: number): typeof limitsOfUsual =>
  credentials < manyCredentials ? limitsOfUsual : limitsOfMany

/** Compares one kind of opening with the goals, by medians. Blocks count by the worst round. */
export function aimsOf(measured: Measured, openings: readonly Opening[], credentials: number): Aim[] {
  const limits = limitsFor(credentials)
  const wall = (name: keyof Measured['tools']) => spreadOf(measured.tools[name].map((run) => run.wall)).median
  const mark = (name: keyof Opening['marks']) =>
    spreadOf(openings.map((opening) => opening.marks[name] ?? NaN)).median
  const most = (pick: (opening: Opening) => number) => Math.max(...openings.map(pick))
  const handed = mark('firstHanded')
  const all = mark('allShown')
  const painting = spreadOf(
    openings.map(({ marks }) => (marks.firstPainted ?? NaN) - (marks.firstHanded ?? NaN)),
  ).median
  const grown = spreadOf(
    openings.map(({ mainBefore, mainAfter }) => megabytes(mainAfter.resident - mainBefore.resident)),
  ).median
  const aim = (name: string, figure: string, value: number, limit: number, unit: Aim['unit']): Aim => ({
    name,
    figure,
    value,
    most: limit,
    unit,
    isMet: value <= limit,
  })
  const against = (name: string, time: number, tool: number, limit: number) =>
    aim(name, `${time.toFixed(0)} ms against ${tool.toFixed(0)} ms`, time / tool, limit, '×')
  const within = (name: string, value: number, limit: number, unit: 'ms' | 'MB') =>
    aim(name, `${value.toFixed(0)} ${unit}`, value, limit, unit)
  return [
    against('First rows sent, to curl’s first page', handed, wall('curlFirstPage'), 1.5),
    within('First rows painted after that', painting, 150, 'ms'),
    against('All rows shown, to kubectl', all, wall('kubectlDefault'), 0.35),
    against('All rows shown, to kubectl --chunk-size=0', all, wall('kubectlInOnePiece'), limits.toKubectl),
    against('All rows shown, to curl in one piece', all, wall('curlInOnePiece'), limits.toCurl),
    within(
      'Longest block of the main process',
      most(({ main }) => main.longest.ms),
      limits.mainBlock,
      'ms',
    ),
    within(
      'Longest block of the window',
      most(({ window }) => window.longestBlock),
      limits.windowBlock,
      'ms',
    ),
    within('The main process grows by', grown, limits.grownBy, 'MB'),
  ]
}

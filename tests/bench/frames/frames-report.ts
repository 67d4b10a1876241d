import { limitsFor, type Aim } from '../aims.ts'
import { aimTable, table } from '../report-tables.ts'
import { spreadOf } from '../statistics.ts'
import { newestFirst, type ChangeStep, type FramesRun, type Step } from './frames-run.ts'

/** Milliseconds of processor time that a frame may use. */
const frameLimit = 32

const milliseconds = (number: number): string => number.toFixed(number < 20 ? 1 : 0)

/** A quantile of some numbers. `undefined` without any. */
function quantile(numbers: readonly number[], share: number): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}

function upTo(numbers: readonly number[], share: number): string {
  const found = quantile(numbers, share)
  return found === undefined ? '' : milliseconds(found)
}

/** Runs of the same uses over several sizes, side by side. */
export function framesText(runs: readonly FramesRun[]): string {
  const titles = runs.map(({ credentials }) => credentials.toLocaleString('en'))
  const stepsOf = ({ opening, uses, changes }: FramesRun): Step[] => [opening, ...uses, ...changes]
  const names = [...new Set(runs.flatMap((run) => stepsOf(run).map(({ name }) => name)))]
  const cells = (name: string) =>
    runs.flatMap((run) => {
      const step = stepsOf(run).find((each) => each.name === name)
      if (step === undefined) return ['', '']
      return [milliseconds(step.busiest.cpu), milliseconds(step.work)]
    })
  const head = ['use', ...titles.flatMap((title) => [`${title}: busiest task`, 'in all'])]
  return [
    '## The window, by processor time',
    'Milliseconds of processor time of the window’s main thread: in the task that used most, and in all. A made-up cluster answers; the application is the built one.',
    table(
      head,
      names.map((name) => [name, ...cells(name)]),
    ),
    ...runs.flatMap((run) => [
      ...changesText(run),
      `### Aims, ${run.credentials.toLocaleString('en')} credentials`,
      aimTable(aimsOfFrames(run)),
    ]),
  ].join('\n\n')
}

function changesText({ credentials, changes }: FramesRun): string[] {
  if (changes.length === 0) return []
  const line = ({ name, changes: count, seconds, work, perFrame, page }: ChangeStep) => [
    name,
    (count / seconds).toFixed(0),
    `${((work / seconds / 1000) * 100).toFixed(0)} %`,
    `${upTo(perFrame, 0.5)} / ${upTo(perFrame, 0.99)}`,
    `${upTo(page.frames, 0.5)} / ${upTo(page.frames, 0.99)}`,
    page.ages.length === 0 ? '' : milliseconds(spreadOf(page.ages).median),
    `${page.jumps} of ${page.looks}`,
  ]
  return [
    `### ${credentials.toLocaleString('en')} credentials that change`,
    table(
      [
        'shown',
        'changes a second',
        'busy',
        'processor time per frame: median / 99 %',
        'between frames: median / 99 %',
        'newest row was sent before',
        'row at the top moved',
      ],
      changes.map(line),
    ),
  ]
}

/** Compares a run with the goals, which are in processor time so that other work on the machine counts less. */
function aimsOfFrames({ credentials, opening, uses, changes }: FramesRun): Aim[] {
  const within = (name: string, figure: string, value: number, most: number, unit: Aim['unit']): Aim => ({
    ...{ name, figure, value, most, unit, isMet: value <= most },
  })
  const steps = [opening, ...uses]
  const busiest = steps.reduce((most, step) => (step.busiest.cpu > most.busiest.cpu ? step : most))
  const frames = changes.flatMap(({ name, perFrame }) => perFrame.map((cpu) => ({ name, cpu })))
  const latest = changes.find(({ name }) => name === newestFirst)?.page.ages ?? []
  const longest = frames.reduce((most, frame) => (frame.cpu > most.cpu ? frame : most), { name: '', cpu: 0 })
  const late = frames.filter(({ cpu }) => cpu > frameLimit).length
  const moved = changes
    .filter(({ name }) => name.includes('read'))
    .reduce((sum, { page }) => sum + page.jumps, 0)
  return [
    within('Busiest task', busiest.name, busiest.busiest.cpu, limitsFor(credentials).windowBlock, 'ms'),
    within(
      'Longest frame while it changes',
      `${longest.name}; ${late} of ${frames.length} are over the limit`,
      longest.cpu,
      frameLimit,
      'ms',
    ),
    within(
      'Newest row is older by, in 99 % of frames',
      newestFirst,
      quantile(latest, 0.99) ?? NaN,
      1000,
      'ms',
    ),
    within('Row at the top moved while it is read', '', moved, 0, 'frames'),
  ]
}

/** Frames in which the row being read moved. Times decide nothing. */
export const wrongFrames = (runs: readonly FramesRun[]): string[] =>
  runs.flatMap(({ credentials, changes }) =>
    changes
      .filter(({ name, page }) => name.includes('read') && page.jumps > 0)
      .map(
        ({ name, page }) =>
          `${credentials} credentials, ${name}: the row at the top moved ${page.jumps} times`,
      ),
  )

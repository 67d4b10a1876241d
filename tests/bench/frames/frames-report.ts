import { table } from '../report-tables.ts'
import { spreadOf } from '../statistics.ts'
import type { ChangeStep, FramesRun, Step } from './frames-run.ts'

const milliseconds = (number: number): string => number.toFixed(number < 20 ? 1 : 0)

/** A quantile of some numbers. */
function upTo(numbers: readonly number[], share: number): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
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
    ...runs.flatMap((run) => changesText(run)),
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

import { availableParallelism, loadavg } from 'node:os'
import { resolve } from 'node:path'
import { spread, table } from './report-tables.ts'
import { createStartHome, runStart, type StartRequest, type StartRun } from './start-run.ts'

/** One start, with the state of the application and its files. */
interface MeasuredStart extends StartRun {
  /** `before`: the built application given for comparison. */
  built: 'before' | 'now'
  /** Cold: in a new home folder. Warm: a second start in the same one. */
  kind: 'cold' | 'warm'
  /** Runnable processes in the previous minute. */
  load: number
}

interface StartFigures {
  starts: MeasuredStart[]
  processors: number
}

/** The marks of a start, in this order on a quiet machine, and what each completes. */
const stages: readonly (readonly [mark: string, title: string])[] = [
  ['process', 'process of the runtime begun'],
  ['runtime', 'runtime ready for the application'],
  ['modules', 'first modules of the main process read'],
  ['window', 'window opened'],
  ['page asked', 'process of the window asks for its page'],
  ['page begun', 'page begun'],
  ['bundle there', 'script of the page there'],
  ['bundle run', 'script run'],
  ['first frame', '**first frame painted**'],
  ['cluster asked', 'window asks for the cluster'],
  ['step sign-in', 'kubeconfig read'],
  ['step answer', 'signed in'],
  ['step list', 'cluster answered'],
  ['rows sent', 'first rows sent'],
  ['first row', '**first row painted**'],
]

type Request = Omit<StartRequest, 'built'> & { rounds: number; before: string; say: (line: string) => void }

/** Starts the built application, alternately with the previous one if given. */
export async function benchStart({ rounds, before, say, ...request }: Request): Promise<StartFigures> {
  const now = resolve(import.meta.dirname, '../../out')
  const pairs = [...(before === '' ? [] : [['before', before] as const]), ['now', now] as const]
  const starts: MeasuredStart[] = []
  for (let round = 1; round <= rounds; round++) {
    say(`Starts, round ${round} of ${rounds}`)
    for (const [built, folder] of pairs) {
      const home = await createStartHome()
      for (const kind of ['cold', 'warm'] as const) {
        const [load = 0] = loadavg()
        starts.push({ built, kind, load, ...(await runStart({ ...request, built: folder }, home)) })
      }
      await home.end()
    }
  }
  return { starts, processors: availableParallelism() }
}

export function startText({ starts, processors }: StartFigures): string {
  const columns = (['before', 'now'] as const).flatMap((built) =>
    (['cold', 'warm'] as const).map((kind) => ({
      title: `${built}, ${kind}`,
      of: starts.filter((start) => start.built === built && start.kind === kind),
    })),
  )
  const shown = columns.filter(({ of }) => of.length > 0)
  const line = (title: string, value: (start: MeasuredStart) => number) => [
    title,
    ...shown.map(({ of }) => spread(of.map(value))),
  ]
  const lines = [
    ...stages.map(([mark, title]) => line(title, ({ marks }) => marks[mark] ?? NaN)),
    line('processor time of the main process', ({ mainCpu }) => mainCpu),
    line('processor time of all processes', ({ allCpu }) => allCpu),
  ]
  const loads = starts.map(({ load }) => load)
  return [
    '# Bench: from the call to the first row',
    `Milliseconds since the runtime was called: median (least to most). ${processors} processors; ` +
      `${spread(loads)} processes wanted to run. The columns were measured in turn.`,
    table(['reached', ...shown.map(({ title }) => title)], lines),
    '_Cold_ is a start in a new home folder, _warm_ a second one there. The stand-in runtime has a new browser profile each time.',
    '',
  ].join('\n\n')
}

/** Starts that didn't reach a mark. */
export const wrongStarts = ({ starts }: StartFigures): string[] =>
  starts.flatMap(({ built, kind, marks }) =>
    stages
      .filter(([mark]) => marks[mark] === undefined)
      .map(([mark]) => `A start (${built}, ${kind}) did not reach “${mark}”.`),
  )

import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What can be measured separately. Snapshots, the palette and frames need no cluster, and copies two of their own. */
const benchParts = [
  'list',
  'growth',
  'copies',
  'checks',
  'usage',
  'snapshots',
  'palette',
  'frames',
  'start',
] as const
export type BenchPart = (typeof benchParts)[number]
/** What is measured by default. Takes a few minutes. */
const usualParts: readonly BenchPart[] = ['list', 'growth']

/** The options of `npm run bench`. */
export interface BenchOptions {
  parts: readonly BenchPart[]
  /** Names that the palette searches. */
  names: number
  /**
   * Numbers of credentials in the made-up clusters whose frames are measured, and for how many seconds each changes.
   */
  frames: number[]
  seconds: number
  /** Rows of the snapshots. */
  snapshotRows: number
  /** Secrets in the cluster, half of them credentials. */
  rows: number
  namespaces: number
  /** Numbers of credentials at which the growth of the list is measured, in ascending order. */
  sizes: number[]
  /** Credentials of the cluster that are copied to the namespaces of a number of projects. */
  originals: number
  projects: number
  /** Pods of the namespace that is searched for users of a Secret. */
  pods: number
  /** How often everything is measured. */
  rounds: number
  /** A folder like `out`, whose starts are measured alternately with today's. Empty for none. */
  before: string
  /** Where the result is written as Markdown, with JSON next to it. Empty for nowhere. */
  out: string
  /** Shows the window on the display instead of running headless. */
  headed: boolean
  /** A folder for CPU profiles of an extra round, which isn't counted. Empty for none. */
  profile: string
  /** Skips the window and measures only the cluster and the service. */
  withoutWindow: boolean
}

export const usage = `npm run bench -- [list | growth | copies | checks | usage | snapshots | palette | frames | start | all] [options]
Without a name, list and growth are measured.
  list               only the list of a large cluster
  growth             only how the list grows with the cluster
  copies             only a list with many copies beside the same one without
  checks             only a check of all credentials of a large cluster
  usage              only what uses a Secret in a namespace of many pods
  snapshots          only the snapshots, which need no cluster
  palette            only the search of the command palette, which needs no cluster
  frames             only the frames of the window, over made-up clusters
  start              only the start, to the first row of a cluster
  all                all of them
  --frames N,M       credentials of the made-up clusters whose frames are measured (10000,100000)
  --seconds S        for so long each of them changes, four times (15)
  --names N          names that the palette searches (100000)
  --snapshot-rows N  rows of each snapshot (200000)
  --rows N           secrets in the cluster, half of them credentials (20000)
  --namespaces M     over so many namespaces (500)
  --sizes N,N,…      credentials at which its growth is measured (2500,10000,40000; 160000 takes ten minutes more)
  --originals N      credentials of the cluster that have copies (50)
  --projects M       each in so many namespaces (1000)
  --pods N           pods in the namespace of the users of a Secret (5000)
  --rounds R         measure each thing so often (3)
  --before FOLDER    another build (a folder like out) to compare starts with
  --out FILE.md      write the result there, and as JSON beside it
  --headed           show the window on the display (default: headless)
  --profile FOLDER   one more round, not counted, with CPU profiles of both processes
  --without-window   only the cluster's side and the service`

/** Parses the command line. Throws on unknown options. */
export function readOptions(args: string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      rows: { type: 'string', default: '20000' },
      names: { type: 'string', default: '100000' },
      frames: { type: 'string', default: '10000,100000' },
      seconds: { type: 'string', default: '15' },
      'snapshot-rows': { type: 'string', default: '200000' },
      namespaces: { type: 'string', default: '500' },
      sizes: { type: 'string', default: '2500,10000,40000' },
      originals: { type: 'string', default: '50' },
      projects: { type: 'string', default: '1000' },
      pods: { type: 'string', default: '5000' },
      rounds: { type: 'string', default: '3' },
      before: { type: 'string', default: '' },
      out: { type: 'string', default: '' },
      headed: { type: 'boolean', default: false },
      profile: { type: 'string', default: '' },
      'without-window': { type: 'boolean', default: false },
    },
  })
  const [named, ...others] = positionals
  const part = benchParts.find((each) => each === named)
  const parts =
    named === undefined ? usualParts : named === 'all' ? benchParts : part === undefined ? [] : [part]
  const unknown = parts.length === 0 ? named : others[0]
  if (unknown !== undefined) throw new Error(`There is no part “${unknown}”, or one is named already.`)
  return {
    parts,
    names: count('names', values.names),
    frames: values.frames.split(',').map((size) => count('frames', size)),
    seconds: count('seconds', values.seconds),
    snapshotRows: count('snapshot-rows', values['snapshot-rows']),
    rows: count('rows', values.rows),
    namespaces: count('namespaces', values.namespaces),
    sizes: values.sizes
      .split(',')
      .map((size) => count('sizes', size))
      .sort((a, b) => a - b),
    originals: count('originals', values.originals),
    projects: count('projects', values.projects),
    pods: count('pods', values.pods),
    rounds: count('rounds', values.rounds),
    before: values.before === '' ? '' : resolve(values.before),
    out: values.out,
    headed: values.headed,
    profile: values.profile,
    withoutWindow: values['without-window'],
  }
}

function count(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${name} takes a whole number, not “${text}”.`)
  return number
}

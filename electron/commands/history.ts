import { basename, dirname, resolve } from 'node:path'
import { failureText } from '../../shared/failure-text/failure-text.ts'
import { counted } from '../../shared/number-text.ts'
import type { ReadAs, SnapshotFile } from '../../shared/snapshot.ts'
import { cutFileText, leftOutText } from '../../shared/snapshot-text/series-text.ts'
import { visibleJson, visibleText } from '../../shared/visible-text.ts'
import { createFileLooks } from '../services/snapshots/file-looks.ts'
import { snapshotPaths } from '../services/snapshots/serve-history.ts'
import type { History, SeriesEvent, TableEngine } from '../snapshots/protocol/table-engine.ts'
import { UsageMistake, type Command, type Running } from './command.ts'
import { exitCodes } from './exit-code.ts'
import { withEngine } from './open-tables.ts'
import { formOptions, formUsage, readForms } from './reading-options.ts'
import { printedFormats, readChoice, readOptions } from './read-arguments.ts'

/** The arguments of `history`. */
interface HistoryArguments {
  folder: string
  /** Empty for the cluster with the most snapshots. */
  cluster: string
  format: (typeof printedFormats)[number]
  /** How to read all files, if given. */
  as: ReadAs
}

const usage = `Usage: history DIR [--cluster NAME] [--format ${printedFormats.join('|')}]

Reads the snapshots of a folder in order of time and prints what happened between them, oldest first.

  --cluster NAME       the cluster (default: the one with the most snapshots)
  --format FORMAT      default: text, one line for each event; json also has the snapshots with their counts
${formUsage}

Files that couldn’t be read are listed on standard error.`

/** Reports what happened between the snapshots of a folder. */
export const history: Command = {
  name: 'history',
  usage,
  prepare: (args, folder) => {
    const asked = readHistoryArguments(args, folder)
    return (around) => withEngine(around, (engine) => tell(engine, asked, around))
  },
}

async function tell(engine: TableEngine, asked: HistoryArguments, around: Running): Promise<number> {
  const { signal, terminal } = around
  const paths = await snapshotPaths(createFileLooks(), asked.folder)
  const series = await engine.history({
    events: 'events',
    cluster: asked.cluster,
    files: paths.map((path) => ({
      path,
      as: asked.as,
      file: { id: path, name: basename(path), folder: dirname(path) },
    })),
    onProgress: () => undefined,
    signal,
  })
  if (asked.cluster !== '' && series.cluster !== asked.cluster) {
    const known = series.clusters.map(({ name }) => name).join(', ')
    throw new UsageMistake(
      `No snapshots of the cluster ${asked.cluster}. Known clusters: ${known || 'none'}.`,
    )
  }
  for (const point of series.points) if (point.isCut) terminal.complain(visibleText(cutFileText(point)))
  for (const file of series.leftOut) terminal.complain(visibleText(leftOutText(file)))
  for (const { failure } of series.notRead) {
    const { title, text } = failureText(failure, { context: '', now: Date.now() })
    terminal.complain(`${title}. ${text}`)
  }
  for await (const piece of piecesOf(engine, series, asked)) if (!(await terminal.write(piece))) break
  return series.points.length === 0 && series.notRead.length > 0 ? exitCodes.other : exitCodes.done
}

function piecesOf(engine: TableEngine, series: History, asked: HistoryArguments): AsyncIterable<string> {
  return asked.format === 'json' ? jsonPieces(engine, series, asked) : textPieces(engine, series)
}

async function* textPieces(engine: TableEngine, series: History): AsyncIterable<string> {
  const { cluster, points, eventCount } = series
  const of = cluster === '' ? '' : ` of ${cluster}`
  yield `${visibleText(`${counted(points.length, 'snapshot')}${of}, ${counted(eventCount, 'event')}`)}\n`
  for await (const events of eventsOf(engine, series))
    yield events.map((event) => `${visibleText(eventText(event))}\n`).join('')
}

async function* jsonPieces(
  engine: TableEngine,
  series: History,
  { folder }: HistoryArguments,
): AsyncIterable<string> {
  const { cluster, clusters, points, notRead, leftOut } = series
  const facts = {
    folder,
    cluster,
    clusters,
    snapshots: points.map(named),
    leftOut: leftOut.map(named),
    notRead: notRead.map(({ file, failure }) => ({
      file: file.name,
      code: failure.code,
      text: failureText(failure, { context: '', now: Date.now() }).title,
    })),
  }
  yield `${visibleJson(facts).replace(/\}$/, '')},"events":[`
  let separator = '\n'
  for await (const events of eventsOf(engine, series)) {
    yield separator + events.map((event) => visibleJson(named(event))).join(',\n')
    separator = ',\n'
  }
  yield '\n]}\n'
}

const named = <T extends { file: SnapshotFile }>(of: T) => ({ ...of, file: of.file.name })

const eventsAtOnce = 500

async function* eventsOf(engine: TableEngine, { eventCount }: History): AsyncIterable<SeriesEvent[]> {
  for (let from = 0; from < eventCount; from += eventsAtOnce)
    yield await engine.events('events', { from, count: eventsAtOnce })
}

function eventText({ at, kind, name, scope, kubernetesName, namespace, changes }: SeriesEvent): string {
  const where = kubernetesName === '' ? scope : [namespace, kubernetesName].filter(Boolean).join('/')
  const who = name === '' ? where : where === '' ? name : `${name} (${where})`
  const what = changes.map(({ title, before, after }) => `${title}: ${before || '–'} → ${after || '–'}`)
  return `${at} ${kind} ${who}${what.length === 0 ? '' : `: ${what.join('; ')}`}`
}

/** Parses the arguments of `history`. A relative path is resolved from `folder`. */
export function readHistoryArguments(args: readonly string[], folder: string): HistoryArguments {
  const { values, positionals } = readOptions(
    args,
    {
      ...formOptions,
      cluster: { type: 'string', default: '' },
      format: { type: 'string', default: 'text' },
    },
    true,
  )
  const [inside, ...further] = positionals
  if (inside === undefined || inside === '' || further.length > 0)
    throw new UsageMistake('history needs one folder.')
  return {
    folder: resolve(folder, inside),
    cluster: values.cluster,
    format: readChoice('format', values.format, printedFormats),
    as: readForms(values, 1)[0] ?? {},
  }
}

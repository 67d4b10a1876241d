import { cpus, totalmem } from 'node:os'
import type { Cluster } from '../cluster/cluster.ts'
import { aimsOf, type Aim } from './aims.ts'
import type { BenchOptions } from './options.ts'
import type { Measured } from './rounds.ts'
import type { Seeded } from './seed.ts'
import type { Peers } from './peers.ts'
import { aimTable, spread, table } from './report-tables.ts'
import { megabytes, spreadOf } from './statistics.ts'
import type { Opening } from './window-run.ts'

/** The whole result of one `npm run bench`. */
interface Report {
  takenAt: string
  machine: string
  cluster: string
  shown: string
  options: BenchOptions
  seeded: Seeded
  measured: Measured
  /** Of the first opening in a new process, and of the next one. */
  aims: { first: Aim[]; again: Aim[] }
}

interface ReportRequest {
  options: BenchOptions
  cluster: Cluster
  seeded: Seeded
  measured: Measured
}

/** Combines the measurements. */
export function createReport({ options, cluster, seeded, measured }: ReportRequest): Report {
  const { window } = measured
  const memory = (totalmem() / 1024 ** 3).toFixed(0)
  return {
    takenAt: new Date().toISOString(),
    machine: `${cpus().length} processors (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GiB, ${process.platform}`,
    cluster: `Kubernetes ${cluster.version}, ${cluster.origin}`,
    shown: `${process.env['CREDENZA_RUNTIME'] === 'electron' ? 'Electron' : 'Chromium'}, ${options.headed ? 'on the display' : 'headless'}`,
    options,
    seeded,
    measured,
    aims: {
      first:
        window.length === 0
          ? []
          : aimsOf(
              measured,
              window.map((run) => run.first),
              seeded.credentials,
            ),
      again:
        window.length === 0
          ? []
          : aimsOf(
              measured,
              window.map((run) => run.again),
              seeded.credentials,
            ),
    },
  }
}

const toolNames: Record<keyof Measured['tools'], string> = {
  kubectlDefault: 'kubectl get secrets -A -l run.ai/resource',
  kubectlInOnePiece: 'the same with --chunk-size=0',
  curlFirstPage: 'curl, Table of metadata, first page of 500',
  curlInOnePiece: 'curl, Table of metadata, in one piece',
  curlPaged: 'curl, the same in pages of 2,000 on one connection',
}

/** The report in Markdown that is also readable as plain text. */
export function reportText(report: Report): string {
  const { measured, options, seeded } = report
  const first = measured.window.map((run) => run.first)
  const again = measured.window.map((run) => run.again)
  const rows = seeded.credentials.toLocaleString('en')
  const parts = [
    `# Bench: ${rows} credentials among ${seeded.secrets.toLocaleString('en')} secrets in ${options.namespaces} namespaces`,
    `Taken ${report.takenAt} on ${report.machine}. ${report.cluster}. Window: ${report.shown}. ` +
      `${options.rounds} rounds, everything once a round; median (minimum to maximum), in milliseconds by default. ` +
      'The clock of Credenza starts when its window asks for the list; that of kubectl and curl with their process. ' +
      'A block is a time in which an event loop didn’t respond, because it was working or waiting for a processor.',
    '## Other tools',
    table(['command', 'all', 'its transfer alone', 'MB'], toolLines(measured)),
    '## Other clients',
    'Each lists whole Secrets, with their values, in its own process. Times are without the start of the process.',
    table(['client', 'all rows', 'grows by (MB, resident)'], peerLines(measured)),
    '## Credenza',
    table(['', 'first opening', 'opened again', 'service alone'], credenzaLines(first, again, measured)),
  ]
  if (first.length > 0) {
    const used = '## The table over all rows'
    parts.push(
      used,
      table(['', 'median frame', 'worst frame', 'longest block', 'followed within'], useLines(measured)),
    )
    parts.push('## Aims, first opening in a fresh application', aimTable(report.aims.first))
    parts.push('## Aims, opened again', aimTable(report.aims.again))
  }
  return `${parts.join('\n\n')}\n`
}

function toolLines({ tools }: Measured): string[][] {
  return Object.entries(toolNames).map(([name, title]) => {
    const runs = tools[name as keyof Measured['tools']]
    const transfers = runs.flatMap(({ transfer }) => (transfer === undefined ? [] : [transfer]))
    const bytes = megabytes(runs[0]?.bytes ?? 0).toFixed(1)
    return [
      title,
      spread(runs.map((run) => run.wall)),
      transfers.length === 0 ? '' : spread(transfers),
      bytes,
    ]
  })
}

const peerNames: Record<keyof Peers, string> = {
  informer: 'informer of @kubernetes/client-node',
  python: 'Python’s kubernetes client',
}

function peerLines({ peers, service }: Measured): string[][] {
  const line = (name: string, runs: readonly { wall: number; grownBytes: number }[]) => [
    name,
    runs.length === 0 ? 'not installed' : spread(runs.map(({ wall }) => wall)),
    spread(runs.map(({ grownBytes }) => megabytes(grownBytes))),
  ]
  const own = service.map(({ allRows, after, before }) => ({
    wall: allRows,
    grownBytes: after.resident - before.resident,
  }))
  return [
    line(peerNames.informer, peers.informer),
    line(peerNames.python, peers.python),
    line('Credenza’s service', own),
  ]
}

function credenzaLines(first: Opening[], again: Opening[], { service }: Measured): string[][] {
  const line = (
    title: string,
    ofWindow: (opening: Opening) => number | null,
    ofService: (number | null)[],
  ) => [title, spread(first.map(ofWindow)), spread(again.map(ofWindow)), spread(ofService)]
  const grown = (after: { resident: number }, before: { resident: number }) =>
    megabytes(after.resident - before.resident)
  const held = (memory: { heap: number; outside: number }) => memory.heap + memory.outside
  return [
    line(
      'first rows sent to the window',
      (o) => o.marks.firstHanded,
      service.map((run) => run.firstRows),
    ),
    line('first rows painted', (o) => o.marks.firstPainted, []),
    line(
      'all rows sent to the window',
      (o) => o.marks.allHanded,
      service.map((run) => run.allRows),
    ),
    line('all rows shown', (o) => o.marks.allShown, []),
    line(
      'messages with rows',
      (o) => o.marks.messages,
      service.map((run) => run.messages),
    ),
    line(
      'main process: longest block',
      (o) => o.main.longest.ms,
      service.map((run) => run.figures.longest.ms),
    ),
    line(
      '… processor time in it',
      (o) => o.main.longest.cpu,
      service.map((run) => run.figures.longest.cpu),
    ),
    line(
      'main process: busiest block, processor time',
      (o) => o.main.busiest.cpu,
      service.map((run) => run.figures.busiest.cpu),
    ),
    line(
      'main process: processor time in all',
      (o) => o.main.cpu,
      service.map((run) => run.figures.cpu),
    ),
    line('window: longest block', (o) => o.window.longestBlock, []),
    line(
      'main process grows by (MB, resident)',
      (o) => grown(o.mainAfter, o.mainBefore),
      service.map((run) => grown(run.after, run.before)),
    ),
    line(
      '… by (MB, JavaScript heap and buffers)',
      (o) => megabytes(held(o.mainAfter) - held(o.mainBefore)),
      service.map((run) => megabytes(held(run.after) - held(run.before))),
    ),
    line(
      '… at its peak (MB, resident)',
      (o) => megabytes(o.main.peakBytes - o.mainBefore.resident),
      service.map((run) => megabytes(run.figures.peakBytes - run.before.resident)),
    ),
    line(
      'main process afterwards (MB, resident)',
      (o) => megabytes(o.mainAfter.resident),
      service.map((run) => megabytes(run.after.resident)),
    ),
    line(
      'window’s JavaScript heap grows by (MB)',
      (o) => megabytes(o.windowHeapAfter - o.windowHeapBefore),
      [],
    ),
    line('window’s JavaScript heap afterwards (MB)', (o) => megabytes(o.windowHeapAfter), []),
  ]
}

function useLines({ window }: Measured): string[][] {
  const names = window[0]?.interactions.map(({ name }) => name) ?? []
  return names.map((name) => {
    const uses = window.flatMap((run) => run.interactions.filter((use) => use.name === name))
    const frames = uses.flatMap((use) => use.frames)
    return [
      name,
      spreadOf(frames).median.toFixed(1),
      spread(uses.map((use) => Math.max(...use.frames))),
      spread(uses.map((use) => use.longestBlock)),
      spread(uses.map((use) => use.settled)),
    ]
  })
}

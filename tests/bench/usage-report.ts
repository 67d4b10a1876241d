import type { Aim } from './aims.ts'
import { aimTable, spread, table } from './report-tables.ts'
import { megabytes, spreadOf } from './statistics.ts'
import type { UsageMeasured } from './usage.ts'

function aimsOf({ credenza, kubectl, kubectlAtOnce }: UsageMeasured): Aim[] {
  const own = spreadOf(credenza.map(({ all }) => all)).median
  const aim = (name: string, other: number): Aim => {
    const value = own / other
    const figure = `${own.toFixed(0)} ms against ${other.toFixed(0)} ms`
    return { name, figure, value, most: 1, unit: '×', isMet: value <= 1 }
  }
  return [
    aim('Everything, to kubectl and a script', spreadOf(kubectl.map(({ ms }) => ms)).median),
    aim('… to the same with --chunk-size=0', spreadOf(kubectlAtOnce.map(({ ms }) => ms)).median),
  ]
}

/** The result in Markdown that is also readable as plain text. */
export function usageText(measured: UsageMeasured): string {
  const { pods, usingPods, workloads, credenza, kubectl, kubectlAtOnce } = measured
  const grouped = (number: number) => number.toLocaleString('en')
  const lines = [
    ['first users reported', spread(credenza.map((run) => run.firstUsers)), '', ''],
    [
      'everything',
      spread(credenza.map(({ all }) => all)),
      spread(kubectl.map(({ ms }) => ms)),
      spread(kubectlAtOnce.map(({ ms }) => ms)),
    ],
    ['processor time', spread(credenza.map(({ figures }) => figures.cpu)), '', ''],
    ['longest block', spread(credenza.map(({ figures }) => figures.longest.ms)), '', ''],
    ['keeps (MB of JavaScript)', spread(credenza.map(({ grows }) => megabytes(grows))), '', ''],
  ]
  return [
    `## Used by: a Secret in a namespace of ${grouped(pods)} pods`,
    `${credenza.length} rounds in turn; median (minimum to maximum), in milliseconds by default, of the service alone. ` +
      `${grouped(usingPods)} pods of ${grouped(workloads)} workloads use the Secret. kubectl lists the same eight kinds as JSON, ` +
      'and a script finds the users by their owners.',
    table(['', 'Credenza', 'kubectl and a script', '… --chunk-size=0'], lines),
    aimTable(aimsOf(measured)),
    '',
  ].join('\n\n')
}

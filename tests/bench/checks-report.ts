import type { ChecksMeasured } from './checks.ts'
import { spread, table } from './report-tables.ts'
import { megabytes, spreadOf } from './statistics.ts'

/** The result in Markdown that is also readable as plain text. */
export function checksText(
  { credenza, script }: ChecksMeasured,
  { credentials, namespaces }: { credentials: number; namespaces: number },
): string {
  const grouped = (number: number) => number.toLocaleString('en')
  const lines = [
    ['all checked', spread(credenza.map((run) => run.allResults)), spread(script.map((run) => run.wall))],
    ['… kubectl alone', '', spread(script.map((run) => run.kubectl))],
    ['first results', spread(credenza.map((run) => run.firstResults)), ''],
    ['longest block', spread(credenza.map((run) => run.figures.longest.ms)), ''],
    ['processor time', spread(credenza.map((run) => run.figures.cpu)), ''],
    [
      'at its peak (MB, resident)',
      spread(credenza.map((run) => megabytes(run.figures.peakBytes - run.before.resident))),
      '',
    ],
  ]
  const times =
    spreadOf(credenza.map((run) => run.allResults)).median / spreadOf(script.map((run) => run.wall)).median
  return [
    `## Check of ${grouped(credentials)} credentials in ${grouped(namespaces)} namespaces`,
    `${credenza.length} rounds, both in turn; median (minimum to maximum), in milliseconds by default. Credenza's clock starts ` +
      'with the press, with an open list. The script reads what kubectl prints about secrets, pods and ConfigMaps.',
    table(['', 'Credenza', 'kubectl and a script'], lines),
    `Credenza takes ${times.toFixed(2)} × the time of kubectl and the script. Both find something in ${grouped(credenza[0]?.found ?? 0)}.`,
    '',
  ].join('\n\n')
}

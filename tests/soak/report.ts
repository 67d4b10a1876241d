import { table } from '../bench/report-tables.ts'
import { afterStart, findGrowth, fitLine, isSize } from './judge.ts'
import type { Soaked } from './soak.ts'
import type { Lap } from './week.ts'

interface SoakReport {
  soaked: Soaked
  laps: readonly Lap[]
  rows: number
  minutes: number
  cluster: string
  machine: string
  takenAt: Date
}

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1)
const total = (laps: readonly Lap[], of: Exclude<keyof Lap, 'clock'>) =>
  laps.reduce((sum, lap) => sum + lap[of], 0).toLocaleString('en')

/** What a soak did and found, as Markdown with curves. */
export function soakText(report: SoakReport): string {
  const { soaked, laps, rows, minutes, cluster, machine, takenAt } = report
  const days = (laps.reduce((sum, { clock }) => sum + clock, 0) / (24 * 3_600_000)).toFixed(1)
  const { missing, surplus } = soaked
  const isEqual = missing.length === 0 && surplus.length === 0
  return [
    '# Soak',
    `Made by \`npm run soak\` on ${takenAt.toISOString().slice(0, 10)}: ${minutes.toFixed(0)} minutes, ${cluster}, ${machine}.`,
    `${laps.length} laps over ${rows.toLocaleString('en')} credentials: ${total(laps, 'changes')} changes, ` +
      `${total(laps, 'cuts')} cuts of all connections, ${total(laps, 'switches')} switches of the context, ` +
      `${total(laps, 'snapshots')} snapshots opened and closed, ${total(laps, 'sleeps')} sleeps. ` +
      `The clocks went ${days} days ahead. After each lap, the application rested and was measured after a collection.`,
    isEqual
      ? 'At the end, the table had just what kubectl lists.'
      : `At the end, the table lacked ${missing.length} credentials and had ${surplus.length} too many.`,
    figures(soaked),
    ...['main: heap bytes', 'window: objects bytes', 'main: resident bytes', 'window: resident bytes'].map(
      (name) => curve(name, soaked),
    ),
  ].join('\n\n')
}

function figures({ laps }: Soaked): string {
  const counted = afterStart(laps)
  const grown = new Set(findGrowth(laps).map(({ name }) => name))
  const names = [...new Set(counted.flatMap((lap) => Object.keys(lap)))]
  const lines = names.map((name) => {
    const values = counted.map((lap) => lap[name] ?? 0)
    const { from, to, noise } = fitLine(values)
    const text = isSize(name) ? megabytes : (value: number) => value.toFixed(1)
    const title = isSize(name) ? name.replace(/ bytes$/, ', MB') : name
    return [
      title,
      ...[Math.min(...values), Math.max(...values), from, to].map(text),
      text(noise),
      grown.has(name) ? '**grew**' : 'flat',
    ]
  })
  return table(['measured at rest', 'least', 'most', 'line from', 'to', 'noise', ''], lines)
}

function curve(name: string, { laps }: Soaked): string {
  const values = laps.map((lap) => lap[name] ?? 0)
  const most = Math.ceil((Math.max(...values) / 1_000_000) * 1.2)
  return [
    '```mermaid',
    'xychart-beta',
    `  title "${name.replace(/ bytes$/, ', MB')}, by lap"`,
    `  x-axis 1 --> ${values.length}`,
    `  y-axis 0 --> ${most}`,
    `  line [${values.map(megabytes).join(', ')}]`,
    '```',
  ].join('\n')
}

/** When a snapshot was made and of which cluster, as its file's name tells. */
import { firstYear, lastYear } from '../../../shared/known-times.ts'

export interface NameTells {
  /** ISO 8601 in UTC; `null` if the name has no date, or several. */
  madeAt: string | null
  /** Empty where the name tells none. */
  cluster: string
  /** Which context of the kubeconfig a daily snapshot is of; empty for none. */
  contextId: string
}

/** A copy of a file has something behind its name. */
const copied = String.raw`(?: ?\(\d+\)| ?- ?copy[^.]*| copy[^.]*)?`
/** As Credenza names files: the time is what is at the end, whatever the cluster is called. */
const own = new RegExp(
  String.raw`^credentials-(.+?)(?:~([0-9a-f]{8}))?-(\d{4})-(\d\d)-(\d\d)-(\d\d)(\d\d)(\d\d)([+-]\d{4})?${copied}\.[ct]sv$`,
  'i',
)
const dated =
  /(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:[-_T ]+(\d\d)[-_.:h]?(\d\d)(?:[-_.:]?(\d\d))?\s?(Z|[+-]\d\d:?\d\d)?(?![-_.:]?\d))?(?!\d)/g
/** Words that are in names and are no cluster. */
const noCluster = /^(?:credentials?|export|download|snapshot|runai|run-ai|list|table|csv)$/i

const nothing: NameTells = { madeAt: null, cluster: '', contextId: '' }

/**
 * Reads a name such as `credentials-prod-eu-1-2026-09-27-140322+0200.csv`, or any with one date. A time without a zone
 * is this machine's; `changedAt` tells which is meant where the clocks were set back and the hour came twice.
 */
export function readFileName(name: string, changedAt: Date): NameTells {
  const [, cluster = '', contextId = '', ...parts] = own.exec(name) ?? []
  if (cluster !== '') {
    const madeAt = timeOf(parts, changedAt)
    if (madeAt !== null) return { madeAt, cluster, contextId: contextId.toLowerCase() }
  }
  const found = [...name.matchAll(dated)]
  const [first] = found
  // Which of several dates is that of the snapshot, only a person can tell.
  if (first === undefined || found.length > 1) return nothing
  const madeAt = timeOf(first.slice(1), changedAt)
  return madeAt === null
    ? nothing
    : { madeAt, cluster: clusterBefore(name.slice(0, first.index)), contextId: '' }
}

function clusterBefore(text: string): string {
  const words = text
    .replace(/^credentials-/i, '')
    .replace(/[-_. ]+$/, '')
    .replace(/^[-_. ]+/, '')
  return words.split(/[-_. ]+/).every((word) => noCluster.test(word)) ? '' : words
}

/** Year, month, day, and where they are told hour, minute, second and zone. */
function timeOf(parts: readonly (string | undefined)[], changedAt: Date): string | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(0, 6)
    .map((part) => Number(part ?? 0))
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const isDate = utc.getUTCDate() === day && utc.getUTCMonth() === month - 1
  if (!isDate || hour > 23 || minute > 59 || second > 59 || year < firstYear || year > lastYear()) return null
  const zone = parts[6]
  const time = zone === undefined ? localTime(utc, changedAt) : new Date(utc.getTime() - offsetOf(zone))
  return `${time.toISOString().slice(0, 19)}Z`
}

/** Milliseconds that a zone is ahead. */
function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
}

/** The time at which this machine's clock shows what a clock of UTC shows; of two, the one nearer to `changedAt`. */
function localTime(shown: Date, changedAt: Date): Date {
  const [year, month, day] = [shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate()]
  const [hour, minute, second] = [shown.getUTCHours(), shown.getUTCMinutes(), shown.getUTCSeconds()]
  const first = new Date(year, month, day, hour, minute, second)
  const away = (time: Date) => Math.abs(time.getTime() - changedAt.getTime())
  // Clocks are set back by an hour, in one place by half of one.
  const also = [-60, -30, 30, 60]
    .map((minutes) => new Date(first.getTime() + minutes * 60_000))
    .filter((time) => time.getHours() === hour && time.getMinutes() === minute && time.getDate() === day)
  return also.reduce((best, time) => (away(time) < away(best) ? time : best), first)
}

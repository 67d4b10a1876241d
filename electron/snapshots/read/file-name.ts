/** Reads a snapshot's time and cluster from its file name. */
import { firstYear, lastYear } from '../../../shared/known-times.ts'

interface NameTells {
  /** ISO 8601 in UTC; `null` if the name has no date, or several. */
  madeAt: string | null
  /** Empty if the name has none. */
  cluster: string
  /** The kubeconfig context of a daily snapshot; empty for none. */
  contextId: string
}

/** What systems add to the name of a copied file. */
const copied = String.raw`(?: ?\(\d+\)| ?- ?copy[^.]*| copy[^.]*)?`
/** Credenza's own file names: the time is at the end, whatever the cluster's name. */
const own = new RegExp(
  String.raw`^credentials-(.+?)(?:~([0-9a-f]{8}))?-(\d{4})-(\d\d)-(\d\d)-(\d\d)(\d\d)(\d\d)([+-]\d{4})?${copied}\.[ct]sv$`,
  'i',
)
const dated =
  /(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:[-_T ]+(\d\d)[-_.:h]?(\d\d)(?:[-_.:]?(\d\d))?\s?(Z|[+-]\d\d:?\d\d)?(?![-_.:]?\d))?(?!\d)/g
/** Words in file names that aren't clusters. */
const noCluster = /^(?:credentials?|export|download|snapshot|runai|run-ai|list|table|csv)$/i

const nothing: NameTells = { madeAt: null, cluster: '', contextId: '' }

/**
 * Reads a name such as `credentials-prod-eu-1-2026-09-27-140322+0200.csv`, or any name with exactly one date. A time
 * without a zone is local; if it occurs twice because clocks were set back, `changedAt` decides.
 */
export function readFileName(name: string, changedAt: Date): NameTells {
  const [, cluster = '', contextId = '', ...parts] = own.exec(name) ?? []
  if (cluster !== '') {
    const madeAt = timeOf(parts, changedAt)
    if (madeAt !== null) return { madeAt, cluster, contextId: contextId.toLowerCase() }
  }
  const found = [...name.matchAll(dated)]
  const [first] = found
  // Only a person can say which of several dates is the snapshot's.
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

/** Year, month, day, and optionally hour, minute, second and zone. */
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

/** The zone's offset in milliseconds. */
function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
}

/** Converts a local time; if it occurs twice, returns the one nearer to `changedAt`. */
function localTime(shown: Date, changedAt: Date): Date {
  const [year, month, day] = [shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate()]
  const [hour, minute, second] = [shown.getUTCHours(), shown.getUTCMinutes(), shown.getUTCSeconds()]
  const first = new Date(year, month, day, hour, minute, second)
  const away = (time: Date) => Math.abs(time.getTime() - changedAt.getTime())
  // Clocks are set back by an hour, in one region by half an hour.
  const also = [-60, -30, 30, 60]
    .map((minutes) => new Date(first.getTime() + minutes * 60_000))
    .filter((time) => time.getHours() === hour && time.getMinutes() === minute && time.getDate() === day)
  return also.reduce((best, time) => (away(time) < away(best) ? time : best), first)
}

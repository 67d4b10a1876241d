/** When a snapshot was made and of which cluster, as its file's name tells. */
export interface NameTells {
  /** ISO 8601 in UTC; `null` where the name has no date. */
  madeAt: string | null
  /** Empty where the name tells none. */
  cluster: string
}

const dated =
  /(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:[-_T ]+(\d\d)[-_.:h]?(\d\d)(?:[-_.:]?(\d\d))?)?(?!\d)/
/** Words that stand in names and are no cluster. */
const noCluster = /^(?:credentials?|export|download|snapshot|runai|run-ai|list|table|csv)$/i

/** Reads a name such as `credentials-prod-eu-1-2026-09-27-140322.csv`, or any with a date; times are the machine's. */
export function readName(name: string): NameTells {
  const found = dated.exec(name)
  if (found === null) return { madeAt: null, cluster: '' }
  const [, year, month, day, hour, minute, second] = found.map(Number)
  const [hours, minutes, seconds] = [hour, minute, second].map((part) => part || 0)
  const time = new Date(year ?? 0, (month ?? 1) - 1, day, hours, minutes, seconds)
  if (time.getDate() !== day || (hours ?? 0) > 23) return { madeAt: null, cluster: '' }
  const before = name.slice(0, found.index)
  const words = before
    .replace(/^credentials-/i, '')
    .replace(/[-_. ]+$/, '')
    .replace(/^[-_. ]+/, '')
  const isNone = words.split(/[-_. ]+/).every((word) => noCluster.test(word))
  return { madeAt: `${time.toISOString().slice(0, 19)}Z`, cluster: isNone ? '' : words }
}

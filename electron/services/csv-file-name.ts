/**
 * `credentials-<cluster>-<date and time>.csv`, safe on every file system. The time is local with its UTC offset, so
 * that the repeated hour in autumn stays in order.
 */
export const csvFileName = (cluster: string, now: Date, contextId = ''): string =>
  `${csvFileStem(cluster, contextId)}${timeInName(now)}.csv`

/**
 * `unused-secrets-<cluster>-<date and time>.csv`, or `unregistered-secrets-<cluster>-<namespace>-…` for one namespace.
 */
export function secretsFileName(cluster: string, namespace: string | null, now: Date): string {
  const what = namespace === null ? 'unused' : 'unregistered'
  const of = namespace === null ? '' : `${fileNamePart(namespace)}-`
  return `${what}-secrets-${fileNamePart(cluster)}-${of}${timeInName(now)}.csv`
}

function timeInName(now: Date): string {
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('')
  const ahead = -now.getTimezoneOffset()
  const zone = [Math.trunc(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map(two).join('')
  return `${csvDate(now)}-${time}${ahead < 0 ? '-' : '+'}${zone}`
}

const two = (number: number) => String(number).padStart(2, '0')

/** The local date as file names contain it: `2026-09-27`. */
export const csvDate = (day: Date): string =>
  `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`

/** The common start of the names of all files of a cluster, or of one of its contexts. The date follows. */
export const csvFileStem = (cluster: string, contextId = ''): string =>
  `credentials-${fileNamePart(cluster)}${contextId === '' ? '' : `~${contextId}`}-`

/** An external name as part of a file name, safe on every file system. */
export function fileNamePart(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '')
  return safe.slice(0, 80) || 'cluster'
}

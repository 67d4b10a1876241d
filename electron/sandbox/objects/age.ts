const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const year = 365 * day

/** A duration in the form of kubectl's lists, with two or three digits, such as `3m40s` or `2d5h`. */
export function ageOf(createdAt: string | null | undefined, now: number): string {
  if (createdAt === null || createdAt === undefined) return '<unknown>'
  const age = now - Date.parse(createdAt)
  if (age <= -2 * second) return '<invalid>'
  if (age < 0) return '0s'
  if (age < 2 * minute) return `${Math.floor(age / second)}s`
  if (age < 10 * minute) return two(age, [minute, 'm'], [second, 's'])
  if (age < 3 * hour) return `${Math.floor(age / minute)}m`
  if (age < 8 * hour) return two(age, [hour, 'h'], [minute, 'm'])
  if (age < 2 * day) return `${Math.floor(age / hour)}h`
  if (age < 8 * day) return two(age, [day, 'd'], [hour, 'h'])
  if (age < 2 * year) return `${Math.floor(age / day)}d`
  if (age < 8 * year) return two(age, [year, 'y'], [day, 'd'])
  return `${Math.floor(age / year)}y`
}

type Unit = [milliseconds: number, letter: string]

function two(age: number, [large, largeLetter]: Unit, [small, smallLetter]: Unit): string {
  const rest = Math.floor((age % large) / small)
  return `${Math.floor(age / large)}${largeLetter}${rest === 0 ? '' : `${rest}${smallLetter}`}`
}

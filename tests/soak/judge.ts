/** What was measured while the application was idle: one number per name. */
export type Measured = Readonly<Record<string, number>>

/** A name whose numbers grew with the work. */
interface Growth {
  name: string
  /** Of the fitted line, from the first to the last counted lap. */
  from: number
  to: number
  /** The standard deviation from that line. */
  noise: number
}

/** Names with this ending are sizes in bytes. All others are counts. */
export const isSize = (name: string): boolean => name.endsWith(' bytes')

/** How much a size may grow, as a share and in bytes, before it counts as growth. */
const sizeTolerance = { share: 0.02, bytes: 400_000 }
/**
 * How much resident memory may grow, as a share. It also contains compiled code, and what the allocator keeps: both still
 * grow for a while after the first tenth of a short run.
 */
const residentShare = { short: 0.15, long: 0.05 }
/** From this many counted laps on, a run is long. */
const lapsOfLong = 18
/** A growing size exceeds the noise by this factor. */
const beyondNoise = 4

/** The least-squares line through equidistant values, and their deviation from it. */
export function fitLine(values: readonly number[]): { from: number; to: number; noise: number } {
  const count = values.length
  const middle = (count - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  let [across, along] = [0, 0]
  for (const [at, value] of values.entries()) {
    across += (at - middle) * (value - mean)
    along += (at - middle) ** 2
  }
  const slope = along === 0 ? 0 : across / along
  const squares = values.reduce((sum, value, at) => sum + (value - mean - slope * (at - middle)) ** 2, 0)
  const noise = count > 2 ? Math.sqrt(squares / (count - 2)) : 0
  return { from: mean - slope * middle, to: mean + slope * middle, noise }
}

/** The laps that count: all but the first tenth, in which programs load and caches fill. */
export const afterStart = <T>(laps: readonly T[]): readonly T[] => laps.slice(Math.ceil(laps.length / 10))

/**
 * What grew. A size grew if its fitted line exceeds the noise. A count grew if each third of the laps has more than any
 * lap of the previous third; what fluctuates, or occurs once, doesn't.
 */
export function findGrowth(laps: readonly Measured[]): Growth[] {
  const counted = afterStart(laps)
  if (counted.length < 6) throw new Error('Six laps after the first tenth tell of a growth at the earliest.')
  const names = new Set(counted.flatMap((lap) => Object.keys(lap)))
  return [...names].flatMap((name) => {
    const values = counted.map((lap) => lap[name] ?? 0)
    const line = fitLine(values)
    return (isSize(name) ? hasSizeGrown(name, values, line) : hasCountGrown(values))
      ? [{ name, ...line }]
      : []
  })
}

function hasSizeGrown(
  name: string,
  values: readonly number[],
  { from, to, noise }: ReturnType<typeof fitLine>,
): boolean {
  const ofResident = residentShare[values.length < lapsOfLong ? 'short' : 'long']
  const share = name.includes('resident') ? ofResident : sizeTolerance.share
  const growth = to - from
  const allowed = Math.max(sizeTolerance.bytes, share * from, beyondNoise * noise)
  return growth > allowed && hasCountGrown(values)
}

function hasCountGrown(values: readonly number[]): boolean {
  const third = Math.floor(values.length / 3)
  const first = values.slice(0, third)
  const middle = values.slice(third, values.length - third)
  const last = values.slice(values.length - third)
  return Math.min(...middle) > Math.max(...first) && Math.min(...last) > Math.max(...middle)
}

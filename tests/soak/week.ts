/** What happens in a week. */
const week = { changes: 1_000_000, cuts: 500, switches: 200, snapshots: 50, sleeps: 50, looks: 50 }
/** A week is compressed into this many minutes. */
const minutesOfWeek = 60
const millisecondsOfWeek = 7 * 24 * 3_600_000

/** The work of one lap. After each lap the application rests and is measured. */
export interface Lap {
  /** Secrets that are renamed, created or deleted. */
  changes: number
  /** How often all connections are cut, and how often another context is opened. */
  cuts: number
  switches: number
  /** Snapshots that are opened and closed. */
  snapshots: number
  sleeps: number
  /** How often someone looks around: at details, the palette and other pages. */
  looks: number
  /** How far the clock is ahead of the previous lap's, in milliseconds. */
  clock: number
}

/** The laps of a soak with a number of minutes, each with the same work: its share of a week. */
export function lapsFor(minutes: number): Lap[] {
  const count = minutes < 10 ? 20 : 50
  const share = Math.min(1, minutes / minutesOfWeek) / count
  // Less than one per lap becomes one.
  const inLap = (whole: number) => Math.max(1, Math.round(whole * share))
  const lap: Lap = {
    changes: inLap(week.changes),
    cuts: inLap(week.cuts),
    switches: inLap(week.switches),
    snapshots: inLap(week.snapshots),
    sleeps: inLap(week.sleeps),
    looks: inLap(week.looks),
    clock: Math.round(millisecondsOfWeek / count),
  }
  return Array.from({ length: count }, () => lap)
}

/**
 * The laps in a run of all tests: as few as can be judged safely, each with all kinds of work, and enough changes to
 * reach each credential.
 */
export const shortLaps: readonly Lap[] = Array.from({ length: 11 }, () => {
  const once = { cuts: 1, switches: 1, snapshots: 1, sleeps: 1, looks: 1 }
  return { changes: 400, ...once, clock: Math.round(millisecondsOfWeek / 11) }
})
export const shortRows = 300

/** Rows of the cluster: as many as change often enough. */
export const rowsFor = (minutes: number): number => (minutes < 10 ? shortRows : 2000)

/** Laps with almost no work, for planted leaks. */
export const quietLaps = (count: number): Lap[] =>
  Array.from({ length: count }, () => {
    return { changes: 20, cuts: 0, switches: 0, snapshots: 0, sleeps: 0, looks: 0, clock: 0 }
  })

import { findChanges, type Change } from './find-changes.ts'

/** A fault to insert: a change of one file. */
export interface Fault extends Change {
  file: string
  line: number
}

/** Pseudo-random numbers from 0 to 1, reproducible by seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Chooses random faults, spread evenly over the rooms: each room gets one before any gets a second.
 * @param files by room, with their texts
 */
export function chooseFaults(
  rooms: ReadonlyMap<string, ReadonlyMap<string, string>>,
  count: number,
  random: () => number,
): Fault[] {
  const below = (limit: number): number => Math.floor(random() * limit)
  const chosen: Fault[] = []
  // In random order, so that no room is left out of every run with fewer faults than rooms.
  const left = [...rooms.values()]
    .map((files) => ({ files: [...files], place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ files }) => files)
  while (chosen.length < count && left.some((files) => files.length > 0)) {
    for (const files of left.filter((each) => each.length > 0)) {
      if (chosen.length === count) break
      const [entry] = files.splice(below(files.length), 1)
      if (entry === undefined) continue
      const [file, text] = entry
      const changes = findChanges(file, text)
      const change = changes[below(changes.length)]
      if (change !== undefined)
        chosen.push({ ...change, file, line: text.slice(0, change.start).split('\n').length })
    }
  }
  return chosen
}

/** The text with the fault inserted. */
export const withFault = (text: string, { start, end, after }: Change): string =>
  text.slice(0, start) + after + text.slice(end)

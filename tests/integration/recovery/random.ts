/** Random numbers from a seed, so that a run can be repeated. */
export interface Random {
  /** From 0 up to but excluding 1. */
  next: () => number
  /** An integer from 0 up to but excluding `end`. */
  below: (end: number) => number
  pick: <T>(from: readonly T[]) => T
}

/** The generator mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  const pick = <T>(from: readonly T[]) => from[below(from.length)] as T
  return { next, below, pick }
}

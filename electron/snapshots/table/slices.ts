/** How long the thread works before it looks at its messages, in milliseconds. */
const sliceLength = 8

/** Divides long work, so that other calls, progress and a cancel get through in between. */
export interface Slices {
  /** Whether it is time to ask for `next`. */
  isUp: () => boolean
  /** Lets the messages in. Throws the signal's reason once it is aborted. */
  next: () => Promise<void>
}

export function createSlices(signal?: AbortSignal): Slices {
  let since = performance.now()
  return {
    isUp: () => performance.now() - since > sliceLength,
    async next() {
      await new Promise((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
      since = performance.now()
    },
  }
}

/** Rows that are worked on between two looks at the clock. */
export const rowsPerLook = 2048

/** Calls `each` for 0 up to `count`, in slices. */
export async function eachInSlices(
  count: number,
  slices: Slices,
  each: (index: number) => void,
): Promise<void> {
  for (let from = 0; from < count; from += rowsPerLook) {
    const to = Math.min(count, from + rowsPerLook)
    for (let index = from; index < to; index += 1) each(index)
    if (slices.isUp()) await slices.next()
  }
}

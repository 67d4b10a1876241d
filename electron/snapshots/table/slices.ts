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

/** Calls `each` for 0 up to `count`, in slices. `steps`: how many things each call does, such as one a column. */
export async function eachInSlices(
  count: number,
  slices: Slices,
  each: (index: number) => void,
  steps = 1,
): Promise<void> {
  const perLook = Math.max(1, Math.floor(rowsPerLook / steps))
  for (let from = 0; from < count; from += perLook) {
    const to = Math.min(count, from + perLook)
    for (let index = from; index < to; index += 1) each(index)
    if (slices.isUp()) await slices.next()
  }
}

/** Calls `each` for all that something gives, in slices. */
export async function allInSlices<T>(
  items: Iterable<T>,
  slices: Slices,
  each: (item: T) => void,
): Promise<void> {
  let count = 0
  for (const item of items) {
    each(item)
    count += 1
    if (count % rowsPerLook === 0 && slices.isUp()) await slices.next()
  }
}

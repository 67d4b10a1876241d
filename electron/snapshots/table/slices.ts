/** How long the thread works before it handles messages, in milliseconds. */
const sliceLength = 8

/** Divides long work into slices, so that other calls, progress and cancellation get through. */
export interface Slices {
  /** Whether the slice is over, so that `next` should be called. */
  isUp: () => boolean
  /** Lets messages through. Throws the signal's reason if it is aborted. */
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

/** How many rows are processed between two checks of the clock. */
export const rowsPerLook = 2048

/**
 * Calls `each` for 0 to `count` - 1, in slices. `steps` is the amount of work per call, such as the number of columns.
 */
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

/** Calls `each` for all items, in slices. */
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

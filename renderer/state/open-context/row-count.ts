import { windowSlicing, workInSlices, type Slicing } from '../../ui/grid/slices.ts'

/** A count over rows, one by one. */
export interface RowCount<T, R> {
  take: (row: T) => void
  /** The result for the rows so far. */
  result: () => R
}

/** How many rows are counted between readings of the clock. */
const stride = 250

function* countSteps<T, R>(rows: Iterable<T>, { take, result }: RowCount<T, R>): Generator<undefined, R> {
  let count = 0
  for (const row of rows) {
    take(row)
    count += 1
    if (count % stride === 0) yield
  }
  return result()
}

/**
 * Counts rows in slices, so that the window stays responsive. Only the newest count is reported. The first slice runs
 * synchronously: a small list is reported before `count` returns.
 */
export function createRowCounting<T, R>(tell: (result: R) => void, slicing: Slicing = windowSlicing) {
  let stop = (): void => undefined
  return {
    count(rows: Iterable<T>, by: RowCount<T, R>): void {
      stop()
      stop = workInSlices(countSteps(rows, by), tell, slicing)
    },
    /** Cancels the count without a report. */
    stop: (): void => stop(),
  }
}

import { windowSlicing, workInSlices, type Slicing } from '../../ui/grid/slices.ts'

/** What is counted of rows, one by one. */
export interface RowCount<T, R> {
  take: (row: T) => void
  /** Of the rows that were taken so far. */
  result: () => R
}

/** Rows that are counted between two looks at the clock. */
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
 * Counts rows in slices, so that the window answers between them. Of two counts only the newest is reported. The first slice
 * is counted at once: that of a small list is told before `count` returns.
 */
export function createRowCounting<T, R>(tell: (result: R) => void, slicing: Slicing = windowSlicing) {
  let stop = (): void => undefined
  return {
    count(rows: Iterable<T>, by: RowCount<T, R>): void {
      stop()
      stop = workInSlices(countSteps(rows, by), tell, slicing)
    },
    /** Nothing is told of what is being counted. */
    stop: (): void => stop(),
  }
}

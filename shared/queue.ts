export type Enqueue = <T>(work: () => Promise<T>) => Promise<T>

/** Runs pieces of work one at a time, in the order of the calls. */
export function createQueue(): Enqueue {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}

export type Enqueue = <T>(work: () => Promise<T>) => Promise<T>

/** Runs one piece of work after the other, in the order in which they were asked for. */
export function createQueue(): Enqueue {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}

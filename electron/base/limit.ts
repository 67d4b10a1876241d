/** Runs a job as soon as the limit allows. */
export type RunLimited = <T>(job: () => Promise<T>) => Promise<T>

/** Runs at most `most` jobs at a time; the others wait in order. */
export function createLimit(most: number): RunLimited {
  let running = 0
  const queue: (() => void)[] = []
  return async (job) => {
    if (running >= most) await new Promise<void>((resolve) => queue.push(resolve))
    else running += 1
    try {
      return await job()
    } finally {
      const next = queue.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

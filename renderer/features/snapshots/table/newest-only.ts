/**
 * Runs one call after the other, and of those that come while one is under way only the last: what is asked of a table
 * while it still answers needs no answers in between. The returned promise ends when nothing is left to run.
 */
export function newestOnly(run: () => Promise<void>): () => Promise<void> {
  let isAsked = false
  let running: Promise<void> | null = null

  async function runAll(): Promise<void> {
    while (isAsked) {
      isAsked = false
      await run()
    }
    running = null
  }

  return () => {
    isAsked = true
    running ??= runAll()
    return running
  }
}

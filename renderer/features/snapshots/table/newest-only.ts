/**
 * Runs calls one at a time. Of those that arrive while one is running, only the last runs: intermediate requests to a
 * busy table need no answers. The returned promise resolves when nothing is left to run.
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

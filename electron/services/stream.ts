/** What a stream of the contract passes to its implementation. */
export interface StreamSink<M> {
  send: (message: M) => void
  signal: AbortSignal
}

/** Resolves when the signal is aborted. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** A function, so that it is evaluated again after each await. */
export const hasEnded = (signal: AbortSignal): boolean => signal.aborted

/** Does work for a stream. If it fails once the stream has ended, that is no failure. */
export async function whileOpen(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!hasEnded(signal)) throw error
  }
}

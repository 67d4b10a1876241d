/** What a stream of the contract gives its implementation. */
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

/** Checked again after each wait. */
export const hasEnded = (signal: AbortSignal): boolean => signal.aborted

/** What a call can use while it runs. */
export interface RunningCall {
  signal: AbortSignal
  tellProgress: (progress: unknown) => void
  /** Passes on a written piece; resolves when the next one is wanted. */
  hand: (piece: { text: string; rows: number; of: number }) => Promise<void>
}

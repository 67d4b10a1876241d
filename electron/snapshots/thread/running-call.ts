/** What a call may use while it runs. */
export interface RunningCall {
  signal: AbortSignal
  tellProgress: (progress: unknown) => void
  /** Hands on a piece of what is written; resolves when the next one may come. */
  hand: (piece: { text: string; rows: number; of: number }) => Promise<void>
}

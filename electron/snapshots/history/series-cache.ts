import type { Failure } from '../../../shared/failure.ts'
import type { HistoryPoint, SnapshotContent } from '../../../shared/snapshot.ts'
import type { EventDraft } from './history-events.ts'

/** What is known of a file of a series: all that its reading told but the rows themselves. */
export type FileFacts =
  | { kind: 'snapshot'; madeAt: string; isCut: boolean; parts: FilePart[] }
  | { kind: 'other'; holds: SnapshotContent }
  | { kind: 'failed'; failure: Failure }

/** The rows of one cluster in a file. */
export interface FilePart {
  /** Empty where neither a column nor the file's name tells it. */
  cluster: string
  rows: number
  by: HistoryPoint['by']
}

/** What differs between two neighbours. */
export interface Step {
  added: number
  removed: number
  changed: number
  events: EventDraft[]
}

/** Events that are kept at most: beyond that, what is least needed is read again. */
const mostEvents = 500_000

/**
 * What was found in files and between neighbours, by their paths, sizes and times: what did not change is not read
 * again, whatever came, went or changed between.
 */
export function createSeriesCache() {
  let files = new Map<string, FileFacts>()
  let steps = new Map<string, Step>()
  let used = { files: new Map<string, FileFacts>(), steps: new Map<string, Step>() }
  let events = 0

  return {
    /** Begins a reading; only what it uses is kept beyond it. */
    begin(): void {
      used = { files: new Map(), steps: new Map() }
      events = 0
    },
    file(key: string): FileFacts | undefined {
      const facts = used.files.get(key) ?? files.get(key)
      if (facts !== undefined) used.files.set(key, facts)
      return facts
    },
    keepFile: (key: string, facts: FileFacts): void => void used.files.set(key, facts),
    step(key: string): Step | undefined {
      const step = used.steps.get(key) ?? steps.get(key)
      if (step !== undefined) this.keepStep(key, step)
      return step
    },
    keepStep(key: string, step: Step): void {
      if (used.steps.has(key)) return
      events += step.events.length
      if (events <= mostEvents) used.steps.set(key, step)
    },
    /** Ends a reading. One that was cancelled keeps what was there before it as well. */
    end({ isWhole }: { isWhole: boolean }): void {
      files = isWhole ? used.files : new Map([...files, ...used.files])
      steps = isWhole ? used.steps : new Map([...steps, ...used.steps])
    },
  }
}

export type SeriesCache = ReturnType<typeof createSeriesCache>

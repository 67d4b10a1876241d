import type { Failure } from '../../../shared/failure.ts'
import type { HistoryPoint, LeftOutFile } from '../../../shared/snapshot.ts'
import type { EventDraft } from './history-events.ts'

/** The cached facts of a file: everything from reading it except the rows. */
export type FileFacts =
  | { kind: 'snapshot'; madeAt: string; isCut: boolean; parts: FilePart[] }
  | { kind: 'other'; holds: LeftOutFile['holds'] }
  | { kind: 'failed'; failure: Failure }

/** The rows of one cluster in a file. */
export interface FilePart {
  /** Empty if neither a column nor the file's name has it. */
  cluster: string
  rows: number
  by: HistoryPoint['by']
}

/** The differences between two consecutive snapshots. */
export interface Step {
  added: number
  removed: number
  changed: number
  events: EventDraft[]
}

/** Maximum number of cached events; steps beyond it are computed again. */
const mostEvents = 500_000

/**
 * Caches the facts of files and the steps between them, by path, size and time: unchanged files aren't read again, even
 * if others were added, removed or changed.
 */
export function createSeriesCache() {
  let files = new Map<string, FileFacts>()
  let steps = new Map<string, Step>()
  let used = { files: new Map<string, FileFacts>(), steps: new Map<string, Step>() }
  let events = 0

  return {
    /** Begins a pass; after it only the entries it used are kept. */
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
    /** Ends a pass. After a cancelled one, previous entries are kept as well. */
    end({ isWhole }: { isWhole: boolean }): void {
      files = isWhole ? used.files : new Map([...files, ...used.files])
      steps = isWhole ? used.steps : new Map([...steps, ...used.steps])
    },
  }
}

export type SeriesCache = ReturnType<typeof createSeriesCache>

import { failed, failureOf, type Failure } from '../../../shared/failure.ts'
import type { DailyState, DailyTry } from '../../../shared/contract/snapshots.ts'
import { contextId, type ContextNames } from '../contexts/context-names.ts'
import { csvDate, csvFileStem } from '../credentials/write-csv.ts'
import type { FileLooks } from './file-looks.ts'
import { snapshotColumns } from './snapshot-columns.ts'
import type { TakeSnapshot } from './take-snapshot.ts'

/** A machine that slept over midnight, or a clock that was set, is noticed within this time. */
const lookMilliseconds = 60_000
/** What failed is tried again at most so often. */
const retryMilliseconds = 30 * 60_000
/** Seconds that one cluster is given. */
const patience = 300

interface Deps {
  /** What the user chose; it is kept in the settings. */
  chosen: () => { contexts: readonly string[]; folder: string | null }
  keepChosen: (contexts: string[]) => Promise<unknown>
  /** The kubeconfig's names of a context's cluster and user; `null` for a context that is not there. */
  namesOf: (context: string) => Promise<ContextNames | null>
  takeSnapshot: TakeSnapshot
  looks: Pick<FileLooks, 'names'>
  /** Called after each try. */
  onTaken: (state: DailyState) => void
  /** Called with an error that no one foresaw; returns the failure that stands for it. */
  onUnexpected: (error: unknown) => Failure
  now?: () => Date
}

/** Takes a snapshot of each chosen context once per day of this machine's calendar, while Credenza runs. */
export function createDailySnapshots(deps: Deps) {
  const { chosen, keepChosen, namesOf, takeSnapshot, looks, onTaken, now = () => new Date() } = deps
  const last = new Map<string, DailyTry>()
  const stopping = new AbortController()
  const { signal } = stopping
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null

  const state = (): DailyState => {
    const { contexts, folder } = chosen()
    return { contexts: [...contexts], folder, last: [...last.values()] }
  }

  /** Whether one is to be taken now: none was today, and the last failure is long enough ago. */
  async function isDue(context: string, folder: string): Promise<boolean> {
    const tried = last.get(context)
    if (tried !== undefined) {
      const at = new Date(tried.at)
      if ('path' in tried && csvDate(at) === csvDate(now())) return false
      const passed = now().getTime() - at.getTime()
      // A clock that was set back tells nothing of how long ago it was.
      if ('failure' in tried && passed >= 0 && passed < retryMilliseconds) return false
    }
    const told = await namesOf(context)
    if (told === null) return true
    // An earlier run may have taken it.
    const today = `${csvFileStem(told.cluster, contextId(told))}${csvDate(now())}-`
    const names = await looks.names(folder).catch(() => [])
    return !names.some((name) => name.startsWith(today) && name.endsWith('.csv'))
  }

  async function take(context: string, folder: string): Promise<void> {
    const at = now().toISOString()
    try {
      const told = await namesOf(context)
      const id = told === null ? '' : contextId(told)
      const request = { context, contextId: id, folder, columns: snapshotColumns, seconds: patience, signal }
      const { path, isUnconfirmed } = await takeSnapshot(request)
      last.set(context, { context, at, path, isUnconfirmed })
    } catch (error) {
      if (signal.aborted) return
      last.set(context, { context, at, failure: failureOf(error) ?? deps.onUnexpected(error) })
    }
    onTaken(state())
  }

  async function lookAtAll(): Promise<void> {
    // One after the other: several clusters at once would be in the way of the one that is looked at.
    for (const context of chosen().contexts) {
      const { folder } = chosen()
      if (folder === null || signal.aborted) return
      if (await isDue(context, folder)) await take(context, folder)
    }
  }

  function look(): void {
    running ??= lookAtAll().finally(() => {
      running = null
      if (signal.aborted) return
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(look, lookMilliseconds)
      timer.unref()
    })
  }

  return {
    state,

    /** Keeps a context's snapshots from now on, beginning at once, or no more. */
    async keep({ context, isOn }: { context: string; isOn: boolean }): Promise<DailyState> {
      const { contexts, folder } = chosen()
      if (isOn && folder === null) throw failed('history-folder-unset', { context })
      const others = contexts.filter((each) => each !== context)
      await keepChosen(isOn ? [...others, context] : others)
      // What a person asks for is tried at once.
      const tried = last.get(context)
      if (isOn && tried !== undefined && 'failure' in tried) last.delete(context)
      if (isOn) void (running ?? Promise.resolve()).then(look)
      return state()
    },

    start: look,

    /** Ends what is under way; nothing half written stays. */
    async stop(): Promise<void> {
      stopping.abort()
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}

export type DailySnapshots = ReturnType<typeof createDailySnapshots>

import { failed, failureOf, type Failure } from '../../../shared/failure.ts'
import type { DailyState, DailyTry } from '../../../shared/contract/snapshots.ts'
import { contextId, type ContextNames } from '../contexts/context-names.ts'
import { csvDate, csvFileStem } from '../csv-file-name.ts'
import type { FileLooks } from './file-looks.ts'
import { snapshotColumns } from './snapshot-columns.ts'
import type { TakeSnapshot } from './take-snapshot.ts'

/** A machine that slept past midnight, or a changed clock, is noticed within this time. */
const lookMilliseconds = 60_000
/** Minimum time between retries. */
const retryMilliseconds = 30 * 60_000
/** Time limit per cluster, in seconds. */
const patience = 300

interface Deps {
  /** The user's choice, from the settings. */
  chosen: () => { contexts: readonly string[]; folder: string | null }
  keepChosen: (contexts: string[]) => Promise<unknown>
  /** The kubeconfig's names of a context's cluster and user. `null` if there is no such context. */
  namesOf: (context: string) => Promise<ContextNames | null>
  takeSnapshot: TakeSnapshot
  looks: Pick<FileLooks, 'names'>
  /** Called after each attempt. */
  onTaken: (state: DailyState) => void
  /** Called with an unexpected error. Returns the failure to report. */
  onUnexpected: (error: unknown) => Failure
  now?: () => Date
}

/** Takes a snapshot of each chosen context once per local day, while Credenza runs. */
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

  /** Whether to take one now: there is none from today, and the last failure is long enough ago. */
  async function isDue(context: string, folder: string): Promise<boolean> {
    const tried = last.get(context)
    if (tried !== undefined) {
      const at = new Date(tried.at)
      if ('path' in tried && csvDate(at) === csvDate(now())) return false
      const passed = now().getTime() - at.getTime()
      // If the clock was set back, the elapsed time is unknown.
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
    // One at a time: several clusters together would slow down the one that the user is looking at.
    for (const context of chosen().contexts) {
      const { contexts, folder } = chosen()
      if (folder === null || signal.aborted) return
      // It may have been turned off while another one was read.
      if (!contexts.includes(context)) continue
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

    /** Turns daily snapshots of a context on, starting immediately, or off. */
    async keep({ context, isOn }: { context: string; isOn: boolean }): Promise<DailyState> {
      const { contexts, folder } = chosen()
      if (isOn && folder === null) throw failed('history-folder-unset', { context })
      const others = contexts.filter((each) => each !== context)
      await keepChosen(isOn ? [...others, context] : others)
      // What a person requests is tried immediately.
      const tried = last.get(context)
      if (isOn && tried !== undefined && 'failure' in tried) last.delete(context)
      if (isOn) void (running ?? Promise.resolve()).then(look)
      return state()
    },

    start: look,

    /** Cancels what is under way. Leaves no partial file. */
    async stop(): Promise<void> {
      stopping.abort()
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}

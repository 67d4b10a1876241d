import { isAbsolute } from 'node:path'
import type { DailyState, TableSelection } from '../../../shared/contract/snapshots.ts'
import { failed, type Failure } from '../../../shared/failure.ts'
import type { ReadAs, SnapshotFile } from '../../../shared/snapshot.ts'
import type { TableEngine } from '../../snapshots/protocol/table-engine.ts'
import type { ClusterService } from '../cluster/cluster-service.ts'
import type { SaveFile } from '../save-file.ts'
import type { SettingsStore } from '../settings/settings.ts'
import { createCompareTables } from './serve-comparison.ts'
import type { ContextNames } from '../contexts/context-names.ts'
import { createDailySnapshots } from './daily-snapshots.ts'
import { createFileLooks } from './file-looks.ts'
import { createKnownFiles } from './known-files.ts'
import { createSnapshotOpener } from './snapshot-opener.ts'
import { createOpenTables } from './open-tables.ts'
import { createReadHistory } from './serve-history.ts'
import { createPrintReport, type PrintPage } from './print-report.ts'
import { createSaveTable, type FileToSave } from './save-table.ts'
import type { TakeSnapshot } from './take-snapshot.ts'

interface SnapshotsDeps {
  engine: TableEngine
  clusters: Pick<ClusterService, 'opened' | 'isOpen' | 'onChange'>
  settings: Pick<SettingsStore, 'read' | 'change'>
  takeSnapshot: TakeSnapshot
  /** The kubeconfig's names of a context's cluster and user. `null` if there is no such context. */
  namesOf: (context: string) => Promise<ContextNames | null>
  /** Absolute paths that the command line named. */
  toReview: readonly string[]
  /** The native dialogs. Empty or `null` when cancelled. */
  chooseSnapshots: () => Promise<string[]>
  chooseFolder: (folder: string | null) => Promise<string | null>
  chooseFileToSave: (wanted: FileToSave) => Promise<string | null>
  /** Prints a page, which runs and loads nothing, to a PDF. Rejects with the signal's reason. */
  printPage: PrintPage
  saveFile: SaveFile
  /** Called with each written file, so that it can be shown in its folder. */
  onWritten: (path: string) => void
  /** Called after each attempt at a daily snapshot. */
  onDaily: (state: DailyState) => void
  onUnexpected: (error: unknown) => Failure
}

/** Snapshots: chooses, opens, compares and saves them, takes daily ones, and reads them as a history. */
export function createSnapshots(deps: SnapshotsDeps) {
  const { engine, clusters, settings, takeSnapshot, chooseFileToSave, saveFile } = deps
  const looks = createFileLooks()
  const tables = createOpenTables()
  const files = createKnownFiles({
    recent: () => settings.read().recentSnapshots,
    keepRecent: (recentSnapshots) => settings.change({ recentSnapshots }),
    readAs: () => settings.read().snapshotsReadAs,
    keepReadAs: (snapshotsReadAs) => settings.change({ snapshotsReadAs }),
  })
  const folder = () => settings.read().historyFolder

  let toReview = deps.toReview
  let hasAskedForReview = false
  let tellAsked: (asked: SnapshotFile[]) => void = () => undefined
  let tellTaken: (state: DailyState) => void = () => undefined

  const daily = createDailySnapshots({
    chosen: () => ({ contexts: settings.read().dailySnapshots, folder: folder() }),
    keepChosen: (dailySnapshots) => settings.change({ dailySnapshots }),
    namesOf: deps.namesOf,
    takeSnapshot: async (wanted) => {
      const taken = await takeSnapshot(wanted)
      deps.onWritten(taken.path)
      return taken
    },
    looks,
    onTaken: (state) => {
      tellTaken(state)
      deps.onDaily(state)
    },
    onUnexpected: deps.onUnexpected,
  })

  /** Checks that a table is open. The window already knows the rows of comparisons and events. */
  const known = (table: string): string => {
    tables.of(table)
    return table
  }

  return {
    choose: async () => (await deps.chooseSnapshots()).map(files.add),

    /** `path` is the path of the dropped item, from the preload. */
    drop: ({ name, path }: { name: string; path: string }): SnapshotFile => {
      if (path === '' || !isAbsolute(path)) throw failed('file-without-path', { name })
      return files.add(path)
    },
    recent: files.recent,
    forget: async ({ file }: { file: string }) => {
      await files.forget(file)
      return files.recent()
    },

    /** Returns the files of the command line, once. */
    toReview: (): SnapshotFile[] => {
      const given = toReview.map(files.add)
      toReview = []
      hasAskedForReview = true
      return given
    },
    /** A second start named files. */
    ask: (paths: readonly string[]): void => {
      // A window that hasn't asked yet gets them when it asks.
      if (!hasAskedForReview) toReview = [...toReview, ...paths]
      else tellAsked(paths.map(files.add))
    },

    open: createSnapshotOpener({ engine, files, looks, tables }),
    readAs: async ({ file, as }: { file: string; as: ReadAs }): Promise<null> => {
      await files.sayReadAs(file, as)
      return null
    },
    compare: createCompareTables({ engine, clusters, tables }),
    ...createTableReads(engine, known),
    save: createSaveTable({
      engine,
      tables,
      chooseFileToSave,
      saveFile,
      printReport: createPrintReport(deps.printPage),
      onWritten: deps.onWritten,
    }),

    chooseFolder: async () => {
      const historyFolder = await deps.chooseFolder(folder())
      if (historyFolder === null) return null
      await settings.change({ historyFolder })
      daily.start()
      return { folder: historyFolder }
    },
    history: createReadHistory({ engine, files, looks, tables, folder }),

    daily: daily.state,
    keepDaily: daily.keep,

    /** Sets the listeners for what happens without a request. */
    follow: (listeners: { asked: typeof tellAsked; dailyTaken: typeof tellTaken }): void => {
      tellAsked = listeners.asked
      tellTaken = listeners.dailyTaken
    },
    /** Starts to take daily snapshots. */
    start: daily.start,
    end: async (): Promise<void> => {
      await daily.stop()
      await engine.end()
    },
  }
}

export type Snapshots = ReturnType<typeof createSnapshots>

/** What the window reads of the rows of an opened table. `known` throws for one that isn't open. */
function createTableReads(engine: SnapshotsDeps['engine'], known: (table: string) => string) {
  return {
    select: async ({ table, selection }: { table: string; selection: TableSelection }) =>
      engine.select(known(table), selection),
    rows: async ({ table, ...range }: { table: string; version: number; from: number; count: number }) => ({
      rows: await engine.rows(known(table), range),
    }),
    ids: async ({ table, ...range }: { table: string; version: number; from: number; count: number }) => ({
      ids: await engine.ids(known(table), range),
    }),
    kept: async ({ table, ids }: { table: string; ids: number[] }) => ({
      ids: await engine.kept(known(table), ids),
    }),
    named: async ({ table, ids }: { table: string; ids: number[] }) => ({
      rows: await engine.named(known(table), ids),
    }),
    facets: async ({ table, column }: { table: string; column: number }) =>
      engine.facets(known(table), column),
    ages: async ({ table, selection }: { table: string; selection: TableSelection }) =>
      engine.ages(known(table), selection),
    life: async ({ table, ...row }: { table: string; version: number; row: number }) =>
      engine.life(known(table), row),
  }
}

import { vi } from 'vitest'
import type {
  CompareMessage,
  HistoryMessage,
  OpenMessage,
  SideAsked,
  TableSelection,
} from '../../../../shared/contract/snapshots.ts'
import type { Result } from '../../../../shared/failure.ts'
import { usualAgeLimits } from '../../../../shared/rotation.ts'
import type {
  Comparison,
  Snapshot,
  SnapshotFile,
  TableColumn,
  TableRow,
} from '../../../../shared/snapshot.ts'
import type { Api, StreamHandlers } from '../../../api.ts'
import { driveStream, type DrivenStream } from '../../../stream.fixture.ts'

/** A stream that a test drives. */
interface StartedStream<I, M> extends DrivenStream<M> {
  input: I
}

export const fileOf = (id: string): SnapshotFile => ({ id, name: `${id}.csv`, folder: '/home/me' })

export const columnOf = (title: string, id: TableColumn['id'] = null): TableColumn => ({
  title,
  id,
  isDerived: false,
})

export const snapshotOf = (file: SnapshotFile, parts: Partial<Snapshot> = {}): Snapshot => ({
  file,
  columns: [columnOf('Credential', 'name'), columnOf('Type', 'type')],
  rows: 3,
  bytes: 100,
  sha256: 'ab'.repeat(32),
  maker: 'credenza',
  holds: 'credentials',
  isCut: false,
  encoding: 'UTF-8',
  hasByteOrderMark: true,
  delimiter: ',',
  titlesAt: 1,
  readAs: {},
  madeAt: '2026-09-27T12:00:00Z',
  madeAtFrom: 'name',
  clusters: ['prod'],
  clusterCount: 1,
  remarks: [],
  ...parts,
})

export const comparisonOf = (parts: Partial<Comparison> = {}): Comparison => ({
  before: { kind: 'table', name: 'a.csv', at: '2026-09-27T12:00:00Z', rows: 3, sha256: '' },
  after: { kind: 'table', name: 'b.csv', at: '2026-10-27T12:00:00Z', rows: 3, sha256: '' },
  columns: [
    { ...columnOf('Credential', 'name'), in: 'both' },
    { ...columnOf('Origin', 'origin'), in: 'after' },
  ],
  counts: { added: 1, removed: 0, changed: 0, unchanged: 2, unmatched: 0 },
  matchedBy: 'kubernetes-name',
  isClusterMatched: true,
  unmatched: [],
  ...parts,
})

const ok = <T>(value: T): Promise<Result<T>> => Promise.resolve({ ok: true, value })

/** The snapshots contract over streams and tables that a test drives. */
export function fakeSnapshots() {
  const opens: StartedStream<{ file: string; evenIfLarge: boolean }, OpenMessage>[] = []
  const compares: StartedStream<{ before: SideAsked; after: SideAsked }, CompareMessage>[] = []
  const histories: StartedStream<{ cluster: string }, HistoryMessage>[] = []
  const selections: { table: string; selection: TableSelection }[] = []
  let version = 0
  const start =
    <I, M>(list: StartedStream<I, M>[]) =>
    (input: I, handlers: StreamHandlers<M>) => {
      const stream = Object.assign(driveStream(handlers), { input })
      list.push(stream)
      return stream.stop
    }
  const rows = vi.fn(({ from, count }: { version: number; from: number; count: number }) =>
    ok({
      rows: Array.from({ length: count }, (_, at): TableRow => ({
        id: from + at,
        cells: [`row ${from + at}`],
      })),
    }),
  )
  const select = vi.fn((asked: { table: string; selection: TableSelection }) => {
    selections.push(asked)
    version += 1
    return ok({ selected: asked.selection.search === '' ? 1000 : 7, version })
  })
  const fakes = {
    open: start(opens),
    compare: start(compares),
    history: start(histories),
    readAs: vi.fn(() => ok(null)),
    select,
    rows,
    recent: vi.fn(() => ok<SnapshotFile[]>([])),
    forget: vi.fn(() => ok<SnapshotFile[]>([])),
    choose: vi.fn(() => ok<SnapshotFile[]>([])),
    drop: vi.fn((file: { name: string }) => ok(fileOf(file.name))),
    facets: vi.fn(() => ok({ values: [{ value: 'Access key', count: 2 }], distinct: 1 })),
    ages: vi.fn(() => ok({ bars: [], unknown: 0, counts: { fresh: 1, due: 0, overdue: 0, unknown: 0 } })),
    life: vi.fn(() => ok({ name: 'Harbor', events: [] })),
    chooseFolder: vi.fn(() => ok<{ folder: string } | null>({ folder: '/home/me/snapshots' })),
  }
  return {
    api: { snapshots: fakes } as unknown as Pick<Api, 'snapshots'>,
    fakes,
    opens,
    compares,
    histories,
    selections,
    ageLimits: () => usualAgeLimits,
  }
}

/** Waits until all answers have been processed. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

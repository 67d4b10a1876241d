import { changeKinds, type LifeEvent, type SnapshotFile } from '../../../shared/snapshot.ts'
import { columns as ownColumns, type ColumnId } from '../../../shared/columns.ts'
import { cellMeaning } from '../../../shared/snapshot-text/cell-meaning.ts'
import { cellAt, columnOf } from '../table/column.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'
import { eventTitles } from '../table/own-titles.ts'
import { createTable, textOf, type ComparedRows, type Table } from '../table/table.ts'

/** What happened to one credential between two consecutive snapshots. */
export interface HistoryEvent {
  at: string
  file: SnapshotFile
  kind: Exclude<LifeEvent['kind'], 'there'>
  /** Identifies the credential across all snapshots. */
  key: string
  texts: Record<(typeof namedColumns)[number], string>
  changes: LifeEvent['changes']
}

const namedColumns = ['name', 'type', 'scope', 'kubernetesName', 'namespace'] as const satisfies ColumnId[]

/** Identifies a row's credential: by its Kubernetes name, else by scope and name; `null` if it has neither. */
export function credentialKey(table: Table, row: number): string | null {
  const kubernetesName = textOf(table, 'kubernetesName', row)
  if (kubernetesName !== '') return `k${JSON.stringify([textOf(table, 'namespace', row), kubernetesName])}`
  const name = textOf(table, 'name', row)
  return name === '' ? null : `c${JSON.stringify([textOf(table, 'scope', row), name])}`
}

/** The result of comparing two consecutive snapshots for one row, independent of earlier ones. */
export interface EventDraft {
  change: 'added' | 'removed' | 'changed'
  /** `null` for a credential without any name. */
  key: string | null
  texts: HistoryEvent['texts']
  changes: LifeEvent['changes']
}

/** The result of comparing two consecutive snapshots. */
export async function eventDrafts(table: Table, slices: Slices): Promise<EventDraft[]> {
  const { compared } = table
  const drafts: EventDraft[] = []
  if (compared === null) return drafts
  await eachInSlices(table.rowCount, slices, (row) => {
    const change = eventChange(compared, row)
    if (change === null) return
    const changes = change === 'changed' ? changesOf(table, row) : []
    drafts.push({ change, key: credentialKey(table, row), texts: namesOf(table, row), changes })
  })
  return drafts
}

/**
 * How a row changed its credential. An unmatched row counts as added or removed, because the other snapshot doesn't
 * have it.
 */
function eventChange({ changes, afterCount }: ComparedRows, row: number): EventDraft['change'] | null {
  const kind = changeKinds[changes[row] ?? 0]
  if (kind === undefined || kind === 'unchanged') return null
  if (kind === 'unmatched') return row < afterCount ? 'added' : 'removed'
  return kind
}

/**
 * The events between two consecutive snapshots. `gone` contains the keys of credentials that disappeared earlier, and
 * is updated.
 */
export function eventsFrom(
  drafts: readonly EventDraft[],
  { at, file }: { at: string; file: SnapshotFile },
  gone: Set<string>,
): HistoryEvent[] {
  return drafts.map(({ change, key: own, texts, changes }, index) => {
    const key = own ?? `r${JSON.stringify([at, index])}`
    const kind = kindOf({ change, changes }, gone.has(key))
    if (kind === 'disappeared') gone.add(key)
    else gone.delete(key)
    return { at, file, kind, key, texts, changes }
  })
}

function kindOf(
  { change, changes }: Pick<EventDraft, 'change' | 'changes'>,
  wasThere: boolean,
): HistoryEvent['kind'] {
  switch (change) {
    case 'added':
      return wasThere ? 'reappeared' : 'appeared'
    case 'removed':
      return 'disappeared'
    case 'changed':
      // Only the rotation time differs.
      return changes.every(({ id, after }) => id === 'rotatedAt' && after !== '') ? 'rotated' : 'changed'
  }
}

const namesOf = (table: Table, row: number): HistoryEvent['texts'] => ({
  name: textOf(table, 'name', row),
  type: textOf(table, 'type', row),
  scope: textOf(table, 'scope', row),
  kubernetesName: textOf(table, 'kubernetesName', row),
  namespace: textOf(table, 'namespace', row),
})

function changesOf(table: Table, row: number): LifeEvent['changes'] {
  const { compared, columns, cells } = table
  if (compared === null) return []
  return columns.flatMap(({ title, id }, place) => {
    const [before, after] = [compared.beforeCells[place], cells[place]]
    if (before === null || before === undefined || after === undefined || compared.isSame(place, row))
      return []
    return [{ title, id, before: cellAt(before, compared.beforeRows[row] ?? 0), after: cellAt(after, row) }]
  })
}

const eventWords: Readonly<Record<HistoryEvent['kind'], string>> = {
  appeared: 'Appeared',
  changed: 'Changed',
  rotated: 'Rotated',
  disappeared: 'Disappeared',
  reappeared: 'Reappeared',
}

/** A change as text: `Rotated: 5 Jul 2026, 08:00 → 19 Nov 2026, 09:30`. */
const changeText = ({ title, id, before, after }: LifeEvent['changes'][number]): string =>
  `${title}: ${cellMeaning(id, before) || '–'} → ${cellMeaning(id, after) || '–'}`

/** Events as a table, the newest first: its row N is the Nth from the end. */
export function eventsTable(events: readonly HistoryEvent[]): Table {
  const newest = events.toReversed()
  const details = newest.map(({ changes }) => changes.map(changeText).join('; '))
  const plain = (title: string, texts: string[]) => ({ title, id: null, texts })
  const all = [
    plain(
      eventTitles.when,
      newest.map(({ at }) => at),
    ),
    plain(
      eventTitles.what,
      newest.map(({ kind }) => eventWords[kind]),
    ),
    ...namedColumns.map((id) => ({
      title: ownColumns[id].title,
      id,
      texts: newest.map(({ texts }) => texts[id]),
    })),
    plain(eventTitles.details, details),
  ]
  return createTable({
    columns: all.map(({ title, id }) => ({ title, id, isDerived: false })),
    cells: all.map(({ texts }) => columnOf(texts)),
    rowCount: newest.length,
    asOf: Date.now(),
    compared: null,
  })
}

/** The life of a credential from its first to its last appearance, from the events between snapshots. */
export function lifeOf(
  key: string,
  events: readonly HistoryEvent[],
  points: readonly { at: string; file: SnapshotFile }[],
): LifeEvent[] {
  const own = events.filter((event) => event.key === key)
  const life = own.map(({ at, file, kind, changes }): LifeEvent => ({ at, file, kind, changes }))
  const there = (point: { at: string; file: SnapshotFile } | undefined): LifeEvent[] =>
    point === undefined ? [] : [{ at: point.at, file: point.file, kind: 'there', changes: [] }]
  // A credential present from the start has no appearance, and one present to the end has no disappearance.
  const isFromStart = own[0] !== undefined && own[0].kind !== 'appeared' && own[0].kind !== 'reappeared'
  const last = own.at(-1)
  const isToEnd = last !== undefined && last.kind !== 'disappeared' && last.file.id !== points.at(-1)?.file.id
  return [...(isFromStart ? there(points[0]) : []), ...life, ...(isToEnd ? there(points.at(-1)) : [])]
}

import { columnIds, columns, type ColumnId } from '../../../shared/columns.ts'
import type { SnapshotContent, SnapshotMaker, SnapshotRemark, TableColumn } from '../../../shared/snapshot.ts'
import { comparedTitles, eventTitles } from '../table/own-titles.ts'
import { usageColumn } from '../table/usage-columns.ts'
import { secretColumnIds, secretColumns } from '../../../shared/secret-columns.ts'
import { withoutEscape } from '../../../shared/csv-text.ts'
import { longestTitle } from './bounds.ts'

const folded = (title: string): string => title.trim().replace(/\s+/g, ' ').toLowerCase()

/**
 * Titles for Credenza's columns in Run:ai's console (versions 2.16 to 3.0), in its API, and in Credenza's earlier
 * tables.
 */
const consoleTitles: readonly (readonly [string, ColumnId])[] = [
  ['credentials', 'name'],
  ['credential(s)', 'name'],
  ['credential name', 'name'],
  ['name', 'name'],
  ['credential type', 'type'],
  ['kubernetes secret name', 'kubernetesName'],
  ['secret name', 'kubernetesName'],
  ['creation date', 'createdAt'],
  ['created at', 'createdAt'],
  ['createdat', 'createdAt'],
  ['created', 'createdAt'],
  ['createdby', 'createdBy'],
  ['creator', 'createdBy'],
  ['last rotated', 'rotatedAt'],
  ['expiry', 'expiresAt'],
  ['expires at', 'expiresAt'],
  // Credenza's own title before this version.
  ['kept by', 'owner'],
]

/** Titles that only the console writes. */
const consoleOnly = new Set(['credentials', 'credential(s)', 'credential name', 'last updated', 'updated by'])

const byTitle = new Map<string, ColumnId>(consoleTitles)
for (const id of columnIds) {
  byTitle.set(folded(columns[id].title), id)
  byTitle.set(folded(columns[id].csvTitle), id)
}

const secretTitles = new Set<string>(secretColumnIds.map((id) => secretColumns[id].csvTitle))
const csvTitles = new Set<string>(columnIds.map((id) => columns[id].csvTitle))

/** Columns that the console has too. */
const sharedIds: ReadonlySet<ColumnId> = new Set([
  'name',
  'description',
  'type',
  'status',
  'scope',
  'kubernetesName',
  'createdBy',
  'createdAt',
  'cluster',
])

/** The column of Credenza that a title means, in any letter case; `null` for none. */
export const columnOfTitle = (title: string): ColumnId | null =>
  title.length > longestTitle ? null : (byTitle.get(folded(title)) ?? null)

export interface ReadTitles {
  columns: TableColumn[]
  maker: SnapshotMaker
  holds: SnapshotContent
  remarks: SnapshotRemark[]
}

/** Makes titles unique by appending a number if necessary. */
function createOwnTitles() {
  const taken = new Set<string>()
  const numbers = new Map<string, number>()
  return (title: string): string => {
    let own = title
    let number = numbers.get(title) ?? 1
    while (taken.has(own)) {
      number += 1
      own = `${title} ${number}`
    }
    numbers.set(title, number)
    taken.add(own)
    return own
  }
}

/** The columns of a file without titles. */
export const withoutTitles = (count: number): ReadTitles => ({
  columns: Array.from({ length: Math.max(1, count) }, (_, place) => ({
    title: `Column ${place + 1}`,
    id: null,
    isDerived: false,
  })),
  maker: 'other',
  holds: 'credentials',
  remarks: [{ code: 'no-known-column' }],
})

/** Reads a file's titles; `row` has no empty cells at its end, such as after a trailing delimiter. */
export function readTitles(row: readonly string[]): ReadTitles {
  const titles = row.map((title) =>
    withoutEscape(title.slice(0, longestTitle + 1))
      .trim()
      .slice(0, longestTitle)
      .toWellFormed(),
  )
  const ids = new Set<ColumnId>()
  const ownTitle = createOwnTitles()
  const doubled: string[] = []
  let untitled = 0
  const read = titles.map((title, place): TableColumn => {
    const id = columnOfTitle(title)
    const isFirst = id !== null && !ids.has(id)
    if (isFirst) ids.add(id)
    if (title === '') untitled += 1
    const wanted = isFirst ? columns[id].title : title === '' ? `Column ${place + 1}` : title
    const own = ownTitle(wanted)
    if (title !== '' && own !== wanted) doubled.push(title)
    return { title: own, id: isFirst ? id : null, isDerived: isFirst && columns[id].isDerived }
  })
  const remarks: SnapshotRemark[] = []
  if (doubled.length > 0) remarks.push({ code: 'columns-doubled', titles: [...new Set(doubled)] })
  if (untitled > 0) remarks.push({ code: 'columns-untitled', count: untitled })
  const holds = contentOf(titles)
  if (ids.size === 0 && holds === 'credentials') remarks.push({ code: 'no-known-column' })
  if (holds !== 'credentials') remarks.push({ code: 'no-snapshot', holds })
  return { columns: read, maker: makerOf(titles, ids), holds, remarks }
}

/** Recognizes Credenza's other files by titles that only they have. */
function contentOf(titles: readonly string[]): SnapshotContent {
  if (titles[0] === secretColumns.kubernetesName.csvTitle && titles.every((title) => secretTitles.has(title)))
    return 'secrets'
  if (titles[0] === comparedTitles[0] && titles[1] === comparedTitles[1]) return 'changes'
  return titles.includes(eventTitles.when) && titles.includes(eventTitles.what) ? 'events' : 'credentials'
}

function makerOf(titles: readonly string[], known: ReadonlySet<ColumnId>): SnapshotMaker {
  if (known.size === 0) return 'other'
  if (titles.some((title) => consoleOnly.has(folded(title)) || usageColumn(title) !== null)) return 'console'
  if (!titles.every((title) => csvTitles.has(title))) return 'other'
  return [...known].every((id) => sharedIds.has(id)) ? 'credenza-or-console' : 'credenza'
}

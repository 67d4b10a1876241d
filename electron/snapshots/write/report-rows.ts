import { changeNames } from '../../../shared/snapshot-text/comparison-text.ts'
import type { ColumnId } from '../../../shared/columns.ts'
import { grouped } from '../../../shared/number-text.ts'
import { changeKinds, type ChangeKind, type UnmatchedReason } from '../../../shared/snapshot.ts'
import { cellAt } from '../table/column.ts'
import { textOf, type ComparedRows, type Table } from '../table/table.ts'
import { changeSigns } from './report-head.ts'
import { brokenHtml, cellHtml, changeHtml } from './report-text.ts'

/** A comparison with the columns that a report shows. */
interface Reported {
  table: Table
  compared: ComparedRows
  /** Indexes of the columns next to the name, without derived ones, because the sides are from different days. */
  beside: readonly number[]
}

/** How many columns fit next to the name on a sheet of paper; the others are below the row. */
const mostBeside = 4
/** Shown below the credential's name. */
const named: readonly (ColumnId | null)[] = ['name', 'kubernetesName', 'namespace']

export const reported = (table: Table, compared: ComparedRows, places: readonly number[]): Reported => ({
  table,
  compared,
  beside: places.filter((place) => {
    const column = table.columns[place]
    return column !== undefined && !column.isDerived && !named.includes(column.id)
  }),
})

export const changeAt = ({ changes }: ComparedRows, row: number): ChangeKind =>
  changeKinds[changes[row] ?? 0] ?? 'unchanged'

/** The heading of a section with the number of its rows in this report, and the head of its table. */
export function sectionHtml({ table, beside }: Reported, kind: ChangeKind, rows: number): string {
  const titles = {
    changed: ['Credential', 'Field', 'Before (A)', 'After (B)'],
    unmatched: ['Side', 'Row', 'Credential', 'Reason'],
    ...listTitles(table, beside),
  }[kind]
  const note =
    kind === 'unmatched'
      ? '<p class="note">Credenza couldn’t tell if the other side has these rows. They don’t count as added or removed.</p>\n'
      : ''
  const head = titles.map((title) => `<th scope="col">${brokenHtml(title)}</th>`).join('')
  return `<section class="${kind}">\n<h2><span class="sign">${changeSigns[kind]}</span> ${changeNames[kind]} <span class="quiet">${grouped(rows)}</span></h2>\n${note}<table>\n<thead><tr>${head}</tr></thead>\n`
}

export const sectionEnd = '</table>\n</section>\n'

function listTitles({ columns }: Table, beside: readonly number[]) {
  const list = ['Credential', ...beside.slice(0, mostBeside).map((place) => columns[place]?.title ?? '')]
  return { added: list, removed: list, unchanged: list }
}

/** One row of a section: a group of table rows that page breaks never split. */
export function rowHtml(reported: Reported, row: number): string {
  switch (changeAt(reported.compared, row)) {
    case 'changed':
      return changedHtml(reported, row)
    case 'unmatched':
      return unmatchedHtml(reported, row)
    default:
      return listedHtml(reported, row)
  }
}

const textAt = ({ cells }: Table, place: number, row: number): string => {
  const column = cells[place]
  return column === undefined ? '' : cellAt(column, row)
}

/** The name of a row, with the names of its Secret below. */
function nameHtml(table: Table, row: number): string {
  const [name, kubernetesName, namespace] = (['name', 'kubernetesName', 'namespace'] as const).map((id) =>
    textOf(table, id, row),
  )
  const first = table.cells.map((column) => cellAt(column, row)).find((text) => text !== '')
  const title = name || kubernetesName || first || ''
  const below = [kubernetesName === title ? '' : kubernetesName, namespace].filter(Boolean)
  const lines = below.map((text) => `<span class="mono">${brokenHtml(text ?? '')}</span>`)
  return `<b>${title === '' ? '<i>no name</i>' : brokenHtml(title)}</b>${lines.join('')}`
}

function changedHtml({ table, compared }: Reported, row: number): string {
  const { columns, cells } = table
  // All changes, whichever columns were shown.
  const changes = columns.flatMap(({ id, title }, place) => {
    const before = compared.beforeCells[place]
    if (before == null || cells[place] === undefined || compared.isSame(place, row)) return []
    const texts = changeHtml(id, cellAt(before, compared.beforeRows[row] ?? 0), textAt(table, place, row))
    return [
      `<td>${brokenHtml(title)}</td><td><del>${texts.before}</del></td><td><ins>${texts.after}</ins></td>`,
    ]
  })
  const [first = '<td></td><td></td><td></td>', ...more] = changes
  const name = `<th scope="rowgroup" rowspan="${Math.max(1, changes.length)}">${nameHtml(table, row)}</th>`
  return `<tbody><tr>${name}${first}</tr>${more.map((cells) => `<tr>${cells}</tr>`).join('')}</tbody>\n`
}

function listedHtml({ table, beside }: Reported, row: number): string {
  const shown = beside.slice(0, mostBeside)
  const cells = shown.map((place) => `<td>${besideHtml(table, place, row)}</td>`)
  const below = beside
    .slice(mostBeside)
    .filter((place) => textAt(table, place, row) !== '')
    .map(
      (place) =>
        `<span class="quiet">${brokenHtml(table.columns[place]?.title ?? '')}:</span> ${besideHtml(table, place, row)}`,
    )
  const more = below.length === 0 ? '' : `<tr><td colspan="${shown.length + 1}">${below.join('; ')}</td></tr>`
  return `<tbody><tr><th scope="row">${nameHtml(table, row)}</th>${cells.join('')}</tr>${more}</tbody>\n`
}

/** A cell of a list; empty cells are omitted unless emptiness means something. */
function besideHtml(table: Table, place: number, row: number): string {
  const text = textAt(table, place, row)
  const id = table.columns[place]?.id ?? null
  return text === '' && id !== 'rotatedAt' ? '' : cellHtml(id, text)
}

const reasons = {
  'no-key': () => 'It has no name to match by',
  'key-doubled': (side) => `Another row in ${side} has the same name`,
} satisfies Record<UnmatchedReason, (side: 'A' | 'B') => string>

function unmatchedHtml({ table, compared }: Reported, row: number): string {
  const isBefore = row >= compared.afterCount
  const side = isBefore ? 'A' : 'B'
  const own = isBefore ? (compared.beforeRows[row] ?? 0) : row
  const reason = reasons[compared.reasonOf(row) ?? 'no-key'](side)
  return `<tbody><tr><td>${side}</td><td>${grouped(own + 1)}</td><th scope="row">${nameHtml(table, row)}</th><td>${reason}</td></tr></tbody>\n`
}

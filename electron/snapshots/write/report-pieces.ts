import { createHash } from 'node:crypto'
import { changeKinds, hasCommonColumn, type ComparedSide, type Comparison } from '../../../shared/snapshot.ts'
import { cellAt } from '../table/column.ts'
import { htmlText } from './html-text.ts'
import { reportStyle } from './report-style.ts'
import { changeNames, type Table } from '../table/table.ts'
import type { Written } from './written.ts'

interface ReportRequest {
  table: Table
  rows: Int32Array
  places: readonly number[]
}

const marks = { added: '+', removed: '−', changed: '≠', unchanged: '=' } as const

/** Longer cells are cut: a page is read by people. */
const longestShown = 4000

/** Nothing is loaded, run or sent: only the style of the page itself counts, by its hash. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(reportStyle).digest('base64')}'; base-uri 'none'; form-action 'none'`

/** A page of its own, without scripts and without anything from elsewhere, of a comparison or of any table. */
export function reportPieces({ table, rows, places }: ReportRequest): Written {
  const comparison = table.compared?.comparison ?? null
  const title = comparison === null ? 'Credentials' : 'Comparison of credentials'
  const titles = places.map((place) => `<th scope="col">${htmlText(table.columns[place]?.title ?? '')}</th>`)
  const change = comparison === null ? '' : '<th scope="col">Change</th>'
  const head = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    `<style>${reportStyle}</style>`,
    '</head>',
    '<body>',
    `<h1>${title}</h1>`,
    ...(comparison === null ? [] : summary(comparison, rows.length)),
    '<table class="rows">',
    `<thead><tr>${change}${titles.join('')}</tr></thead>`,
    '<tbody>',
    '',
  ]
  return {
    head: head.join('\n'),
    lines: (some) => Array.from(some, (row) => `${rowHtml(table, places, row)}\n`),
    foot: `</tbody>\n</table>\n<footer>${grouped(rows.length)} rows. Times are in UTC. Written by Credenza on ${timeText(new Date().toISOString())}.</footer>\n</body>\n</html>\n`,
  }
}

const grouped = (count: number): string => count.toLocaleString('en')
const timeText = (iso: string): string =>
  /^\d{4}-\d\d-\d\dT/.test(iso) ? `${htmlText(iso.slice(0, 16).replace('T', ' '))} UTC` : htmlText(iso)

/** What was compared, how much differs, and what should be known of it. */
function summary(comparison: Comparison, written: number): string[] {
  const { counts, before, after } = comparison
  const all = changeKinds.reduce((sum, kind) => sum + counts[kind], 0)
  return [
    '<table class="sides"><thead><tr><td></td><th scope="col">Name</th><th scope="col">Time</th><th scope="col">Rows</th></tr></thead><tbody>',
    sideRow('Before', before),
    sideRow('After', after),
    '</tbody></table>',
    '<ul class="counts">',
    ...changeKinds.map(
      (kind) => `<li><b>${grouped(counts[kind])}</b>${marks[kind]} ${changeNames[kind]}</li>`,
    ),
    '</ul>',
    '<ul class="notes">',
    ...notes(comparison).map((note) => `<li>${note}</li>`),
    ...(written < all
      ? [`<li>This page has ${grouped(written)} of ${grouped(all)} rows: those that were selected.</li>`]
      : []),
    '</ul>',
  ]
}

function sideRow(title: string, { kind, name, at, rows }: ComparedSide): string {
  const what = kind === 'live' ? `${htmlText(name)} (live list)` : htmlText(name)
  return `<tr><th scope="row">${title}</th><td class="name">${what}</td><td>${timeText(at)}</td><td>${grouped(rows)}</td></tr>`
}

const keyTexts: Readonly<Record<Comparison['matchedBy'], string>> = {
  'kubernetes-name': 'namespace and Kubernetes name',
  'credential-name': 'scope and credential name',
  both: 'namespace and Kubernetes name, and where that is missing by scope and credential name',
  nothing: 'nothing but equality, since no column names the credentials on both sides',
}

function notes(comparison: Comparison): string[] {
  const { matchedBy, isClusterMatched, columns, unmatched } = comparison
  const only = (side: 'before' | 'after') =>
    columns.filter((column) => column.in === side && !column.isDerived).map(({ title }) => htmlText(title))
  const told = [
    hasCommonColumn(comparison)
      ? `Rows were matched by ${isClusterMatched && matchedBy !== 'nothing' ? 'cluster, ' : ''}${keyTexts[matchedBy]}.`
      : 'No column is common to both, so nothing could be compared. Each row counts as removed or as added.',
  ]
  for (const side of ['before', 'after'] as const) {
    const titles = only(side)
    if (titles.length > 0) told.push(`Only ${side} has, and not compared: ${titles.join(', ')}.`)
  }
  for (const { side, reason, rows, examples } of unmatched) {
    const why = reason === 'no-key' ? 'have no name' : 'share their name with others'
    told.push(
      `${grouped(rows)} rows ${side} could not be matched, since they ${why}: ${examples.map(htmlText).join(', ')}${rows > examples.length ? ', …' : ''}.`,
    )
  }
  return told
}

function rowHtml(table: Table, places: readonly number[], row: number): string {
  const { compared } = table
  const kind = compared === null ? null : (changeKinds[compared.changes[row] ?? 0] ?? 'unchanged')
  const cells = places.map((place) => {
    const text = cellHtml(table, place, row)
    const before = compared?.beforeCells[place]
    if (kind !== 'changed' || compared === null || before === null || before === undefined)
      return `<td>${text}</td>`
    if (compared.isSame(place, row)) return `<td>${text}</td>`
    const was = shown(cellAt(before, compared.beforeRows[row] ?? 0))
    return `<td class="differs"><del>${was}</del><ins>${text === '' ? nothing : text}</ins></td>`
  })
  if (kind === null) return `<tr>${cells.join('')}</tr>`
  return `<tr class="${kind}"><td>${marks[kind]} ${changeNames[kind]}</td>${cells.join('')}</tr>`
}

const nothing = '<span class="none">empty</span>'

function shown(text: string): string {
  if (text === '') return nothing
  const whole = readable(text)
  return htmlText(whole.length > longestShown ? `${whole.slice(0, longestShown)}…` : whole)
}

function cellHtml(table: Table, place: number, row: number): string {
  const column = table.cells[place]
  const text = column === undefined ? '' : cellAt(column, row)
  return text === '' ? '' : shown(text)
}

/** `2026-09-27 14:03:22` for a time as tables keep it; the page says that it is in UTC. */
const readable = (text: string): string =>
  text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?Z$/, '$1 $2')

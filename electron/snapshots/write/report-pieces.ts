import { createHash } from 'node:crypto'
import { allInSlices, type Slices } from '../table/slices.ts'
import type { ComparedRows, Table } from '../table/table.ts'
import type { ChangeKind } from '../../../shared/snapshot.ts'
import { reportHead, sectionOrder } from './report-head.ts'
import { changeAt, reported, rowHtml, sectionEnd, sectionHtml } from './report-rows.ts'
import { reportStyle } from './report-style.ts'
import { momentHtml } from './report-text.ts'
import type { Written } from './written.ts'

/** Nothing is loaded, run or sent: only the page's own style is allowed, by its hash. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(reportStyle).digest('base64')}'; base-uri 'none'; form-action 'none'`

const pageStart = [
  '<!doctype html>',
  '<html lang="en">',
  '<head>',
  '<meta charset="utf-8">',
  `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  '<meta name="referrer" content="no-referrer">',
  '<meta name="viewport" content="width=device-width, initial-scale=1">',
  '<meta name="color-scheme" content="light">',
  '<title>Differences in credentials</title>',
  `<style>${reportStyle}</style>`,
  '</head>',
  '<body>',
]

/** A comparison as a page to read and print, without scripts or external resources. */
export async function reportPieces(
  table: Table,
  compared: ComparedRows,
  { rows, places }: { rows: Int32Array; places: readonly number[] },
  slices: Slices,
): Promise<Written> {
  const byKind = await rowsByKind(compared, rows, slices)
  const report = reported(table, compared, places)
  let section: ChangeKind | null = null
  const line = (row: number): string => {
    const kind = changeAt(compared, row)
    const text = rowHtml(report, row)
    if (kind === section) return text
    const end = section === null ? '' : sectionEnd
    section = kind
    return `${end}${sectionHtml(report, kind, byKind.get(kind)?.length ?? 0)}${text}`
  }
  return {
    head: [...pageStart, ...reportHead(compared.comparison, rows.length), '<main>', ''].join('\n'),
    rows: Int32Array.from(sectionOrder.flatMap((kind) => byKind.get(kind) ?? [])),
    lines: function* (some) {
      for (const row of some) yield line(row)
    },
    foot: `${rows.length === 0 ? '' : sectionEnd}</main>\n${pageEnd(compared)}</body>\n</html>\n`,
  }
}

/** Rows by kind of change, in the selection's order within each kind. */
async function rowsByKind(
  compared: ComparedRows,
  rows: Int32Array,
  slices: Slices,
): Promise<ReadonlyMap<ChangeKind, number[]>> {
  const byKind = new Map<ChangeKind, number[]>(sectionOrder.map((kind) => [kind, []]))
  await allInSlices(rows, slices, (row) => void byKind.get(changeAt(compared, row))?.push(row))
  return byKind
}

function pageEnd({ comparison: { before, after } }: ComparedRows): string {
  const files = [before, after].flatMap((side, at) => (side.kind === 'table' ? ['AB'.charAt(at)] : []))
  const again =
    files.length === 2
      ? 'Compare A with B in Credenza again. The SHA-256 of each file shows that it’s the one that was read here.'
      : files.length === 1
        ? `Compare ${files[0]} with the live list in Credenza again. Its SHA-256 shows that it’s the file that was read here.`
        : 'Compare the two live lists in Credenza again.'
  return `<footer>\n<h2>How to check this report</h2>\n<p>${again} Dates and times are in UTC. Credenza doesn’t read values of secrets for a report.</p>\n<p class="quiet">Made by Credenza on ${momentHtml(new Date().toISOString())}.</p>\n</footer>\n`
}

import {
  changeKinds,
  hasCommonColumn,
  type ChangeKind,
  type ComparedSide,
  type Comparison,
} from '../../../shared/snapshot.ts'
import { counted, grouped } from '../../../shared/number-text.ts'
import { changeNames, matchedText } from '../../../shared/snapshot-text/comparison-text.ts'
import { htmlText } from './html-text.ts'
import { brokenHtml, dayHtml, momentHtml } from './report-text.ts'

/** Signs next to the words, so that colour is never the only distinction. */
export const changeSigns: Readonly<Record<ChangeKind, string>> = {
  changed: '≠',
  added: '+',
  removed: '−',
  unmatched: '?',
  unchanged: '=',
}

/**
 * What was compared, from where and when, how it was matched, and how much differs. `written` is the number of rows in
 * the report.
 */
export function reportHead(comparison: Comparison, written: number): string[] {
  const { before, after, counts } = comparison
  const named = sectionOrder.filter((kind) => kind !== 'unmatched' || counts.unmatched > 0)
  return [
    '<header>',
    '<p class="brand">Credenza</p>',
    '<h1>Differences in credentials</h1>',
    `<p class="lead">From ${dayHtml(before.at)} to ${dayHtml(after.at)}</p>`,
    '<div class="sides">',
    sideHtml('A', before),
    sideHtml('B', after),
    '</div>',
    '<ul class="counts">',
    ...named.map(
      (kind) =>
        `<li class="${kind}"><span class="sign">${changeSigns[kind]}</span> <b>${grouped(counts[kind])}</b> ${changeNames[kind].toLowerCase()}</li>`,
    ),
    '</ul>',
    '<dl>',
    ...facts(comparison, written).map(([title, text]) => `<dt>${title}</dt><dd>${text}</dd>`),
    '</dl>',
    '</header>',
  ]
}

/** Differences come first. */
export const sectionOrder: readonly ChangeKind[] = ['changed', 'added', 'removed', 'unmatched', 'unchanged']

function sideHtml(letter: 'A' | 'B', side: ComparedSide): string {
  const rows = counted(side.rows, 'credential')
  const lines =
    side.kind === 'live'
      ? [
          `Read live on ${momentHtml(side.at)}${side.user === '' ? '' : ` by ${brokenHtml(side.user)}`}`,
          rows,
          ...(side.server === '' ? [] : [`<span class="mono">Server ${brokenHtml(side.server)}</span>`]),
        ]
      : [
          `Snapshot of ${momentHtml(side.at)}`,
          rows,
          ...(side.sha256 === '' ? [] : [`<span class="mono">SHA-256 ${inGroups(side.sha256)}</span>`]),
        ]
  return `<section><h2><span class="letter">${letter}</span> ${brokenHtml(side.name)}</h2>${lines.map((line) => `<p>${line}</p>`).join('')}</section>`
}

/** Groups digits so that people can compare them. */
const inGroups = (digits: string): string => htmlText(digits.replace(/.{8}(?=.)/g, '$& '))

function facts(comparison: Comparison, written: number): [title: string, text: string][] {
  const { columns, counts, unmatched } = comparison
  const titles = (wanted: (column: Comparison['columns'][number]) => boolean) =>
    columns
      .filter(wanted)
      .map(({ title }) => htmlText(title))
      .join(', ')
  const only = (side: 'before' | 'after', letter: string) => {
    const found = titles((column) => column.in === side && !column.isDerived)
    return found === '' ? [] : [`${found} (only in ${letter})`]
  }
  const told: [string, string][] = [['Rows', htmlText(matchedText(comparison))]]
  if (hasCommonColumn(comparison))
    told.push(['Columns compared', titles((column) => column.in === 'both' && !column.isDerived)])
  const left = [...only('before', 'A'), ...only('after', 'B')]
  if (left.length > 0) told.push(['Not compared', left.join(', ')])
  const without = (side: 'before' | 'after') =>
    unmatched.reduce((sum, { side: of, rows }) => sum + (of === side ? rows : 0), 0)
  told.push(
    ['A adds up', sumText(comparison.before.rows, 'removed', counts, without('before'))],
    ['B adds up', sumText(comparison.after.rows, 'added', counts, without('after'))],
  )
  const all = changeKinds.reduce((sum, kind) => sum + counts[kind], 0)
  told.push([
    'Listed here',
    written === all
      ? `All ${grouped(all)} rows`
      : `${grouped(written)} of ${grouped(all)} rows: those that were displayed when the report was saved`,
  ])
  return told
}

function sumText(
  rows: number,
  own: 'removed' | 'added',
  counts: Comparison['counts'],
  unmatched: number,
): string {
  const parts = [
    `${grouped(counts[own])} ${own}`,
    `${grouped(counts.changed)} changed`,
    `${grouped(counts.unchanged)} unchanged`,
    ...(unmatched === 0 ? [] : [`${grouped(unmatched)} not matched`]),
  ]
  return `${grouped(rows)} = ${parts.join(' + ')}`
}

import type { Aim } from './aims.ts'
import { spreadOf } from './statistics.ts'

/** The goals, and whether they are met. */
export function aimTable(aims: readonly Aim[]): string {
  const lines = aims.map(({ name, figure, value, most, unit, isMet }) => {
    const digits = unit === '×' ? 2 : 0
    return [name, figure, `${value.toFixed(digits)} ${unit}`, `≤ ${most} ${unit}`, isMet ? 'met' : 'missed']
  })
  return table(['aim', 'figure', 'is', 'at most', ''], lines)
}

/** The median with minimum and maximum. Empty if unknown. */
export function spread(numbers: readonly (number | null)[]): string {
  const known = numbers.filter((number) => number !== null)
  if (known.length === 0) return ''
  const { median, least, most } = spreadOf(known)
  const text = (number: number) => number.toFixed(Math.abs(most) < 20 ? 1 : 0)
  return `${text(median)} (${text(least)} to ${text(most)})`
}

/** A Markdown table that is also readable as plain text. */
export function table(head: string[], lines: string[][]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, 3, ...lines.map((line) => line[column]?.length ?? 0)),
  )
  const row = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [row(head), rule, ...lines.map(row)].join('\n')
}

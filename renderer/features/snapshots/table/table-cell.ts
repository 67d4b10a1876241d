import type { VNode } from 'vue'
import { dateText } from '../../../../shared/columns.ts'
import type { AgeLimits } from '../../../../shared/rotation.ts'
import type { ChangeKind, TableColumn, TableRow } from '../../../../shared/snapshot.ts'
import { AgeMark } from '../../../ui/cells/age-mark.ts'
import { AgeText } from '../../../ui/cells/age-text.ts'
import { CellDiff } from '../../../ui/cells/cell-diff.ts'
import { cellPadding, textCell } from '../../../ui/cells/cell-content.ts'
import { ChangeMark } from '../../../ui/cells/change-mark.ts'
import { MiddleEllipsis } from '../../../ui/cells/middle-ellipsis.ts'
import { ScopeChip } from '../../../ui/cells/scope-chip.ts'
import { StatusWord } from '../../../ui/cells/status-word.ts'
import { TypeLabel } from '../../../ui/cells/type-label.ts'
import { h } from '../../../ui/element.ts'
import { shownMeaning, changeTexts, scopeOfText, statusOfText, statusTip, typeOfText } from './cell-text.ts'
import { isKnownTime } from '../../../../shared/known-times.ts'

interface TableCell {
  row: TableRow
  column: TableColumn
  place: number
  width: number
  isCompact: boolean
  /** When the row's credential was created, if the table contains it. */
  createdAt: string
  /** The time at which ages are computed, in milliseconds since 1970. */
  asOf: number
  limits: AgeLimits
  /** Shows the full time. */
  isMoment: boolean
}

/** A cell with a known column and value, as on the Credentials page. `null` for any other. */
function knownCell(
  { column, width, isCompact, createdAt, asOf, limits }: TableCell,
  text: string,
): VNode | null {
  switch (column.id) {
    case 'type': {
      const type = typeOfText(text)
      return type && TypeLabel({ type, isCompact })
    }
    case 'scope': {
      const scope = scopeOfText(text)
      return scope && ScopeChip({ scope })
    }
    case 'status': {
      const kind = statusOfText(text)
      // Nothing is in progress in a file.
      const isUnderWay = kind === 'deleting' || kind === 'creating'
      return kind && StatusWord({ kind: isUnderWay ? 'none' : kind, word: text, ...statusTip(kind) })
    }
    case 'rotatedAt':
      if (text === '' || isKnownTime(text))
        return AgeText({ time: text || null, asOf, since: createdAt, warnAfterDays: limits.overdue })
      return null
    case 'createdAt':
      return isKnownTime(text) ? AgeText({ time: text, asOf }) : null
    case 'expiresAt':
      return isKnownTime(text) ? textCell(dateText(text)) : null
    case 'kubernetesName':
    case 'namespace':
      return MiddleEllipsis({ text: shownMeaning(column.id, text), width: width - cellPadding })
    default:
      return null
  }
}

/** One cell of an opened table. Unknown content is shown as text. */
export function tableCell(cell: TableCell): VNode {
  const { row, column, place, asOf, limits, isMoment } = cell
  const { id, isDerived } = column
  const text = row.cells[place] ?? ''
  const before = row.before?.[place] ?? null
  if (before !== null) return CellDiff(changeTexts(id, { before, after: text }, asOf))
  if ((isDerived || id === 'age') && /^\d*$/.test(text))
    return AgeMark({ days: text === '' ? null : Number(text), limits })
  return (
    knownCell(cell, text) ??
    textCell(shownMeaning(isMoment ? 'createdAt' : id, text), id === 'name' ? 'is-name' : '')
  )
}

/** A cell after the mark of how its row changed. */
export const markedCell = (cell: TableCell, change: ChangeKind | undefined, isSaid: boolean): VNode =>
  h('span', { class: 'cell-with-mark' }, [
    change === undefined ? h('span', { class: 'no-mark' }) : ChangeMark({ change, isSaid }),
    h('span', { class: 'beside' }, tableCell({ ...cell, width: cell.width - 36 })),
  ])

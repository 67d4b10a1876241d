import type { VNode } from 'vue'
import { AgeText } from '../../../ui/cells/age-text.ts'
import { cellPadding, textCell } from '../../../ui/cells/cell-content.ts'
import { MiddleEllipsis } from '../../../ui/cells/middle-ellipsis.ts'
import { ScopeChip } from '../../../ui/cells/scope-chip.ts'
import { h } from '../../../ui/element.ts'
import { secretColumns, type SecretColumnId } from '../../../../shared/secret-columns.ts'
import type { SecretRow } from '../../../../shared/credential.ts'

interface SecretCell {
  row: SecretRow
  column: SecretColumnId
  width: number
  /** Milliseconds since 1970. */
  now: number
}

/** One cell of the Secrets page's tables. */
export function secretCell({ row, column, width, now }: SecretCell): VNode {
  if (column === 'kubernetesName' || column === 'namespace') {
    const name = MiddleEllipsis({ text: row[column], width: width - cellPadding })
    return column === 'namespace' ? name : h('div', { class: 'cell-first' }, name)
  }
  if (column === 'scope' && row.scope) return ScopeChip({ scope: row.scope })
  if (column === 'createdAt') return AgeText({ time: row.createdAt, asOf: now })
  return textCell(secretColumns[column].text(row), column === 'secretType' ? 'mono' : '')
}

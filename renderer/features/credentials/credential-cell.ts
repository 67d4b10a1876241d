import type { VNode } from 'vue'
import { columns, type ColumnId } from '../../../shared/columns.ts'
import type { Credential } from '../../../shared/credential.ts'
import { ageInDays, type AgeBasis } from '../../../shared/rotation.ts'
import { ownerText, type Owner } from '../../../shared/owners.ts'
import { startOf } from '../../../shared/start-of.ts'
import { shortStatus } from '../../../shared/wording.ts'
import { visibleStart, visibleText } from '../../../shared/visible-text.ts'
import { AgeMark } from '../../ui/cells/age-mark.ts'
import { AgeText } from '../../ui/cells/age-text.ts'
import { ExpiryMark } from '../../ui/cells/expiry-mark.ts'
import { AppIcon } from '../../ui/app-icon.ts'
import { cellPadding, textCell } from '../../ui/cells/cell-content.ts'
import { MiddleEllipsis } from '../../ui/cells/middle-ellipsis.ts'
import { ScopeChip } from '../../ui/cells/scope-chip.ts'
import { StatusWord } from '../../ui/cells/status-word.ts'
import { TypeLabel } from '../../ui/cells/type-label.ts'
import { h } from '../../ui/element.ts'

interface CredentialCell {
  row: Credential
  column: ColumnId
  width: number
  isCompact: boolean
  hasDescription: boolean
  basis: AgeBasis
  /** Within how many days an expiry is highlighted. */
  expiryDays: number
  /** Milliseconds since 1970. */
  now: number
}

/** No line on a screen needs more. A description can have 256 KiB. */
const mostCharacters = 2000

/** What manages the secret, next to the name of its credential. */
const ownerMark = (owner: Owner): VNode => {
  const text = visibleText(ownerText(owner))
  return h('span', { class: 'owner-mark', title: text }, [
    AppIcon({ name: 'refresh', size: 12 }),
    h('span', { class: 'visually-hidden' }, text),
  ])
}

function nameCell({ name, description, owner }: Credential, hasDescription: boolean): VNode {
  const lines = hasDescription && description ? [name, description] : [name]
  return h(
    'div',
    { class: 'cell-lines' },
    lines.map((line, at) => {
      const text = visibleStart(line, mostCharacters)
      const words = h('bdi', { class: at === 0 ? 'cut name' : 'cut second', title: text }, text)
      return at > 0 || owner === null ? words : h('div', { class: 'marked-name' }, [words, ownerMark(owner)])
    }),
  )
}

/** One cell of the Credentials table. */
export function credentialCell(cell: CredentialCell): VNode {
  const { row, column, width, isCompact, basis, now } = cell
  switch (column) {
    case 'name':
      return nameCell(row, cell.hasDescription)
    case 'type':
      return TypeLabel({ type: row.type, isCompact })
    case 'status':
      return StatusWord({ kind: row.status.kind, word: shortStatus(row.status), hasReason: true })
    case 'scope':
      return ScopeChip({ scope: row.scope })
    case 'kubernetesName':
    case 'namespace':
      return MiddleEllipsis({ text: row[column], width: width - cellPadding })
    case 'rotatedAt':
      return AgeText({
        time: row.rotatedAt,
        warnAfterDays: basis.limits.overdue,
        since: row.createdAt,
        asOf: now,
      })
    case 'createdAt':
      return AgeText({ time: row.createdAt, asOf: now })
    case 'expiresAt':
      return ExpiryMark({ time: row.expiresAt, asOf: now, soonDays: cell.expiryDays })
    case 'age':
      return AgeMark({ days: ageInDays(row, basis.asOf), limits: basis.limits })
    default:
      return textCell(startOf(columns[column].text(row, basis), mostCharacters))
  }
}

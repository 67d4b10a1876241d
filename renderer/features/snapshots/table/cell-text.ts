import { isTimeColumn, type ColumnId } from '../../../../shared/columns.ts'
import { isKnownTime } from '../../../../shared/known-times.ts'
import { namedById, type Scope } from '../../../../shared/credential.ts'
import {
  credentialTypes,
  typeDescriptions,
  type CredentialType,
} from '../../../../shared/credential-types/credential-types.ts'
import { longestCell } from '../../../../shared/snapshot.ts'
import { ageText } from '../../../../shared/age.ts'
import { cellMeaning } from '../../../../shared/snapshot-text/cell-meaning.ts'

/** The type that a cell names. `null` if Credenza doesn't know it. */
export const typeOfText = (text: string): CredentialType | null =>
  credentialTypes.find((type) => typeDescriptions[type].word === text) ?? null

/** The scope that a cell names. `null` if it can't be parsed. */
export function scopeOfText(text: string): Scope | null {
  if (text === 'Account') return { kind: 'account', id: '', name: '' }
  if (text === 'Cluster') return { kind: 'cluster', id: '', name: '' }
  const found = /^(Department|Project): (.+)$/s.exec(text)
  if (found === null) return null
  return namedById({ kind: found[1] === 'Project' ? 'project' : 'department', id: found[2] ?? '' })
}

/** The meaning of a status text. `null` if it isn't one of ours. */
export function statusOfText(text: string): 'ok' | 'issues' | 'deleting' | 'creating' | 'none' | null {
  if (/^no issues( found)?$/i.test(text)) return 'ok'
  if (/^(issues found|issues?|\d+ issues?|failed|deletion failed)$/i.test(text)) return 'issues'
  if (/^deleting/i.test(text)) return 'deleting'
  if (/^(creating|updating)/i.test(text)) return 'creating'
  return /^no status$/i.test(text) ? 'none' : null
}

/** The tooltip of a status from a file, which never contains the reasons. */
export function statusTip(kind: ReturnType<typeof statusOfText>): { tip?: string } {
  if (kind !== 'none') return {}
  return {
    tip: 'Credenza couldn’t tell the type, or what registered the secret. In a file from the console, the credential is for the whole account, or its cluster is too old to report a status.',
  }
}

/** The text of a cell, with a mark if it was cut. */
export const cutText = (text: string): string => (text.length >= longestCell ? `${text}…` : text)

/** The meaning of a cell in words, with a mark if it was cut. */
export const shownMeaning = (id: ColumnId | null, text: string): string => cutText(cellMeaning(id, text))

/** The shortest texts that differ for two cells of a changed row: ages if they differ, otherwise times. */
export function changeTexts(
  id: ColumnId | null,
  cells: { before: string; after: string },
  asOf: number,
): { before: string; after: string } {
  const { before, after } = cells
  // Future times have no age.
  if (isTimeColumn(id) && id !== 'expiresAt' && isKnownTime(before) && isKnownTime(after)) {
    const ages = { before: ageText(before, asOf), after: ageText(after, asOf) }
    if (ages.before !== ages.after) return ages
  }
  return { before: shownMeaning(id, before), after: shownMeaning(id, after) }
}

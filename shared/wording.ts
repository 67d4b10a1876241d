import type { UsageState } from './usage-state.ts'
import { counted, grouped } from './number-text.ts'
import type { AgeClass, AgeLimits } from './rotation.ts'
import type {
  Copies,
  CopyPlaces,
  Credential,
  Issue,
  NoStatusReason,
  Origin,
  Scope,
  CredentialStatus,
} from './credential.ts'
import { typeDescriptions, type CredentialType } from './credential-types/credential-types.ts'

/** Terms that the table and the CSV share. */

export const originWords: Readonly<Record<Origin, string>> = {
  new: 'New secret',
  existing: 'Existing secret',
  console: 'Console',
  unknown: 'Unknown',
}

export const ageWords: Readonly<Record<AgeClass, string>> = {
  fresh: 'Fresh',
  due: 'Due',
  overdue: 'Overdue',
  unknown: 'Unknown',
}

/** A class of ages with its lower limit: `Due after 90 d`. */
export function ageClassText(ages: AgeClass, limits: AgeLimits): string {
  if (ages === 'fresh' || ages === 'unknown') return ageWords[ages]
  return `${ageWords[ages]} after ${limits[ages]} d`
}

export const typeWord = (type: CredentialType | null): string =>
  type === null ? 'Unknown' : typeDescriptions[type].word

/** The table's short form: `No issues`, `2 issues`. */
export function shortStatus(status: CredentialStatus): string {
  switch (status.kind) {
    case 'ok':
      return 'No issues'
    case 'issues':
      return status.issues.length === 1 ? '1 issue' : `${status.issues.length} issues`
    case 'creating':
      return 'Creating…'
    case 'deleting':
      return 'Deleting…'
    case 'none':
      return 'No status'
  }
}

/** The console's term, as in its CSV. */
export function consoleStatus(status: CredentialStatus): string {
  switch (status.kind) {
    case 'ok':
      return 'No issues found'
    case 'issues':
      return 'Issues found'
    case 'creating':
      return 'Creating…'
    case 'deleting':
      return 'Deleting…'
    case 'none':
      return 'No status'
  }
}

/** `Account`, `Cluster`, `Department: research` or `Project: seg-3d`. */
export function scopeText(scope: Scope): string {
  switch (scope.kind) {
    case 'account':
      return 'Account'
    case 'cluster':
      return 'Cluster'
    case 'department':
      return `Department: ${scope.name}`
    case 'project':
      return `Project: ${scope.name}`
  }
}

/** The same with the id if that adds information: `Department: research (ID 4500043)`. */
export const scopeTextWithId = (scope: Scope): string =>
  scope.id === scope.name ? scopeText(scope) : `${scopeText(scope)} (ID ${scope.id})`

/** An issue as a sentence without a full stop. */
export function issueText(issue: Issue): string {
  switch (issue.code) {
    case 'secret-type':
      return `A secret of type ${issue.secretType} doesn’t fit this type of credential`
    case 'label-missing':
      return `Run:ai needs a label for its type: set ${issue.wanted}`
    case 'label-not-understood':
      return `No version of Run:ai supports the label ${issue.label}=${issue.value}`
    case 'labels-contradict':
      return `Labels of more than one scope or type: ${issue.labels.join(', ')}`
    case 'name-shared': {
      const more = issue.count - issue.others.length
      return `Same name in the same scope: ${issue.others.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
    }
    case 'original-gone':
      return `The original secret is gone, but ${counted(issue.copies, 'copy', 'copies')} of it ${issue.copies === 1 ? 'is' : 'are'} left in project namespaces`
    case 'no-project':
      return `Its labels are for a project, but ${issue.namespace} is the Run:ai namespace. Move it to a project, or add the label of the cluster or a department`
    case 'values-in-annotation':
      return 'The annotation last-applied-configuration contains a copy of the values'
  }
}

export function noStatusText(reason: NoStatusReason): string {
  switch (reason.code) {
    case 'type-unknown':
      return `Credenza doesn’t know the type ${reason.value || '“”'}`
    case 'type-unsaid':
      return `No label says the type, and it isn’t clear from ${reason.secretType}`
    case 'original-unread':
      return `Only its copies can be read. The original should be in ${reason.namespace}, which you can’t read`
    case 'account-scope':
      return 'The console created it for the whole account and shows no status for such credentials'
    case 'not-understood':
      return `Credenza doesn’t know its registration: ${reason.label}`
  }
}

/** The text about the use of a credential. */
export const usageWords: Readonly<Record<UsageState, string>> = {
  failing: 'Failing',
  used: 'Used',
  unused: 'Not used',
  unseen: 'Not seen',
}

/** `12 copies, 2 missing, 1 differs`. Empty if nothing is known about copies. */
export function copiesText(copies: Copies | null): string {
  if (copies === null) return ''
  const { there, missing, differing, older, outOfReach, withValuesInAnnotation: leaking } = copies
  const parts = [
    counted(there.count, 'copy', 'copies'),
    missing.count === 0 ? '' : `${grouped(missing.count)} missing`,
    differing.count === 0
      ? ''
      : `${grouped(differing.count)} ${differing.count === 1 ? 'differs' : 'differ'}`,
    older.count === 0 ? '' : `${grouped(older.count)} older`,
    outOfReach.count === 0 ? '' : `${grouped(outOfReach.count)} out of scope`,
    leaking.count === 0 ? '' : `${grouped(leaking.count)} with values in an annotation`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

const placesText = ({ count, some }: CopyPlaces): string => {
  const more = count - some.length
  return `${some.join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`
}

/** Where copies are and what is wrong with them, one sentence each. Empty if nothing is known about copies. */
export function copiesReasons(copies: Copies | null): string[] {
  if (copies === null) return []
  const sentences: [string, CopyPlaces][] = [
    ['Present', copies.there],
    ['Missing', copies.missing],
    ['Different type, keys or labels', copies.differing],
    ['Older than the original', copies.older],
    ['Outside its scope', copies.outOfReach],
    ['Values in the annotation last-applied-configuration', copies.withValuesInAnnotation],
  ]
  return sentences
    .filter(([, { count }]) => count > 0)
    .map(([what, places]) => `${what} in ${placesText(places)}`)
}

/** Everything about a status, one sentence each. Empty if there are no issues. */
export function statusReasons(credential: Credential): string[] {
  const { status } = credential
  if (status.kind === 'issues') return status.issues.map(issueText)
  return status.kind === 'none' ? [noStatusText(status.reason)] : []
}

/** Shown once per folder in which a file was saved but couldn't be flushed. */
export const unconfirmedText =
  'The drive couldn’t confirm that the file would survive a power cut. Some network drives can’t.'

import type { CheckPlaces, Mend, SecretFinding, UncheckedPlaces } from '../checks.ts'
import { incompatibilityText } from './incompatibility-text.ts'
import { counted, grouped } from '../number-text.ts'

/** A finding as the title of a note, without a full stop. */
export function secretFindingTitle(finding: SecretFinding): string {
  switch (finding.code) {
    case 'unfit':
      return incompatibilityText(finding.incompatibility)
    case 'line-break':
      return `The value of ${finding.key} ends with a line break`
    case 'ssh-key':
      return `${finding.key} ${sshWords[finding.what]}`
    case 'values-in-annotation':
      return 'The annotation last-applied-configuration contains a copy of the values'
    case 'type-label':
      return finding.wanted === null
        ? `The label ${finding.label} is missing`
        : `The label ${finding.label} must be ${finding.wanted}`
    case 'value-in-pod':
      return `The value of ${finding.key} is readable in ${counted(finding.places.count, 'container')}`
    case 'value-in-config-map':
      return `The value of ${finding.key} is readable in ${counted(finding.places.count, 'key')} of ConfigMaps`
    case 'same-value':
      return `${finding.others.count === 1 ? 'Another credential has' : `${grouped(finding.others.count)} other places have`} the same value as ${finding.key}`
  }
}

/** What it means and what to do, in full sentences. */
export function secretFindingText(finding: SecretFinding): string {
  switch (finding.code) {
    case 'unfit':
      return 'Workloads can’t use it. Rotate it with a complete value.'
    case 'line-break':
      return 'Many programs treat the line break as part of the value.'
    case 'ssh-key':
      if (finding.what === 'no-last-line-break')
        return 'OpenSSH and git reject such a key. Add the line break.'
      return finding.what === 'carriage-returns'
        ? 'OpenSSH and git may reject such a key. Rotate it with a key that has Linux line endings.'
        : 'Rotate it with the complete private key.'
    case 'values-in-annotation':
      return 'Anyone who can list secrets with their metadata can read them. Remove the annotation and rotate the values. kubectl create and kubectl apply --server-side leave no copy.'
    case 'type-label':
      return finding.wanted === null
        ? 'The secret’s Kubernetes type doesn’t say which type of credential this is. Add the label yourself.'
        : 'The secret’s Kubernetes type allows only this type of credential.'
    case 'value-in-pod':
      return `Anyone who can read pods can read it: ${placesText(finding.places)}. Use valueFrom there, and rotate it.`
    case 'value-in-config-map':
      return `Anyone who can read ConfigMaps can read it: ${placesText(finding.places)}. Remove it there, and rotate it.`
    case 'same-value':
      return `Rotate them together: ${placesText(finding.others)}.`
  }
}

const sshWords = {
  cut: 'contains an SSH key that is cut off',
  'one-line': 'contains an SSH key that lost its line breaks',
  broken: 'contains an SSH key that can’t be read',
  public: 'contains a public key instead of the private one',
  'no-key': 'doesn’t contain an SSH key',
  'no-last-line-break': 'contains an SSH key without a line break at the end',
  'carriage-returns': 'contains an SSH key with Windows line endings',
} as const

const placesText = ({ count, some }: CheckPlaces): string => {
  const more = count - some.length
  return `${some.join('; ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`
}

/** The label of a fix button. */
export function mendLabel(mend: Mend): string {
  switch (mend.kind) {
    case 'set-type-label':
      return 'Set the label'
    case 'remove-annotation':
      return 'Remove the annotation'
    case 'strip-line-break':
      return 'Remove the line break'
    case 'add-line-break':
      return 'Add the line break'
  }
}

/** The label of a button that fixes several findings of a kind. */
export function mendAllLabel(kind: Mend['kind'], count: number): string {
  switch (kind) {
    case 'set-type-label':
      return `Set ${counted(count, 'label')}`
    case 'remove-annotation':
      return `Remove ${counted(count, 'annotation')}`
    case 'strip-line-break':
      return `Remove ${counted(count, 'line break')}`
    case 'add-line-break':
      return `Add ${counted(count, 'line break')}`
  }
}

/** Where values couldn't be searched for, as a sentence without a full stop. */
export const uncheckedText = ({ what, namespaces }: UncheckedPlaces): string =>
  `Couldn’t check the ${what === 'pods' ? 'pods' : 'ConfigMaps'} of ${namespaces.count === 1 ? 'the namespace' : counted(namespaces.count, 'namespace')} ${placesText(namespaces)}`

import type { CheckPlaces, Mend, SecretFinding, UncheckedPlaces } from '../checks.ts'
import { incompatibilityText } from './incompatibility-text.ts'
import { counted, grouped } from '../number-text.ts'

/** What was found, as the title of a note, without its full stop. */
export function secretFindingTitle(finding: SecretFinding): string {
  switch (finding.code) {
    case 'unfit':
      return incompatibilityText(finding.incompatibility)
    case 'line-break':
      return `The value of ${finding.key} ends with a line break`
    case 'ssh-key':
      return `${finding.key} ${sshWords[finding.what]}`
    case 'values-in-annotation':
      return 'A copy of the values lies in the annotation last-applied-configuration'
    case 'type-label':
      return finding.wanted === null
        ? `The label ${finding.label} is missing`
        : `The label ${finding.label} has to be ${finding.wanted}`
    case 'value-in-pod':
      return `The value of ${finding.key} stands in plain sight in ${counted(finding.places.count, 'container')}`
    case 'value-in-config-map':
      return `The value of ${finding.key} stands in plain sight in ${counted(finding.places.count, 'key')} of ConfigMaps`
    case 'same-value':
      return `${finding.others.count === 1 ? 'Another credential holds' : `${grouped(finding.others.count)} other places hold`} the value of ${finding.key} too`
  }
}

/** What it means and what to do, in whole sentences. */
export function secretFindingText(finding: SecretFinding): string {
  switch (finding.code) {
    case 'unfit':
      return 'Workloads can’t use it. Rotate it with a whole value.'
    case 'line-break':
      return 'Many programs take the line break for a part of the value.'
    case 'ssh-key':
      if (finding.what === 'no-last-line-break')
        return 'OpenSSH, and git with it, calls such a key invalid. Add the line break.'
      return finding.what === 'carriage-returns'
        ? 'OpenSSH, and git with it, may call such a key invalid. Rotate it with the key as a file has it on Linux.'
        : 'Rotate it with the whole private key.'
    case 'values-in-annotation':
      return 'Whoever may list secrets with their metadata can read them. Remove the annotation, and rotate the values. kubectl create and kubectl apply --server-side leave no copy.'
    case 'type-label':
      return finding.wanted === null
        ? 'The Secret’s own type does not tell which type of credential it is. Add the label yourself.'
        : 'The Secret’s own type can be no other type of credential.'
    case 'value-in-pod':
      return `Whoever may read pods can read it: ${placesText(finding.places)}. Take it from the secret there (valueFrom), and rotate it.`
    case 'value-in-config-map':
      return `Whoever may read ConfigMaps can read it: ${placesText(finding.places)}. Remove it there, and rotate it.`
    case 'same-value':
      return `They have to be rotated together: ${placesText(finding.others)}.`
  }
}

const sshWords = {
  cut: 'holds an SSH key that is cut off',
  'one-line': 'holds an SSH key that lost its line breaks',
  broken: 'holds an SSH key that can’t be read',
  public: 'holds a public key, where the private one is needed',
  'no-key': 'holds no SSH key',
  'no-last-line-break': 'holds an SSH key without the line break at its end',
  'carriage-returns': 'holds an SSH key with the line ends of Windows',
} as const

const placesText = ({ count, some }: CheckPlaces): string => {
  const more = count - some.length
  return `${some.join('; ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`
}

/** What the button of a mend says. */
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

/** Where it could not be looked, as a sentence without its full stop. */
export const uncheckedText = ({ what, namespaces }: UncheckedPlaces): string =>
  `${what === 'pods' ? 'Pods' : 'ConfigMaps'} of ${namespaces.count === 1 ? 'the namespace' : counted(namespaces.count, 'namespace')} ${placesText(namespaces)} could not be looked into`

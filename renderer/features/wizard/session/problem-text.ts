import {
  credentialNameLimit,
  descriptionLimit,
  lengthOf,
  valueLimit,
  type TextProblem,
} from '../../../../shared/credential-fields.ts'
import { kubernetesNameLimit, type KubernetesNameProblem } from '../../../../shared/kubernetes-name.ts'
import { registryAddressLimit, type RegistryAddressProblem } from '../../../../shared/registry-address.ts'
import type { KnownField } from '../../../../shared/credential-types/credential-types.ts'
import { grouped } from '../../../../shared/number-text.ts'

/** The name of the secret one among the values, within a sentence. */
export const secretLabelOf = (fields: readonly KnownField[]): string =>
  fields.find(({ isSecret }) => isSecret)?.noun ?? 'value'

const half = 'Contains an invalid character. Enter it again.'
const tooLong = (limit: number, length: number) =>
  `Use at most ${grouped(limit)} characters (now ${grouped(length)}).`

export function nameText(problem: TextProblem, name: string): string {
  switch (problem) {
    case 'empty':
      return 'Enter a credential name.'
    case 'too-long':
      return tooLong(credentialNameLimit, lengthOf(name))
    case 'control-character':
      return 'Contains a line break or another character that can’t be shown.'
    case 'outer-space':
      return 'Remove the space at the beginning or end.'
    case 'broken-character':
      return half
  }
}

export const descriptionText = (problem: TextProblem, description: string): string =>
  problem === 'too-long' ? tooLong(descriptionLimit, lengthOf(description)) : half

export function valueText(problem: TextProblem, { noun }: KnownField, value: string): string {
  if (problem === 'empty') return `Enter the ${noun}.`
  if (problem === 'broken-character') return half
  const bytes = new TextEncoder().encode(value).length
  return `Use at most 1 MiB (${grouped(valueLimit)} bytes, now ${grouped(bytes)}).`
}

/** The message for a value that doesn't match its field's pattern. So far only NVIDIA keys have one. */
export const patternText = 'Use only letters from a to z, digits, hyphens, dots and underscores.'

export function kubernetesNameText(problem: KubernetesNameProblem, isDerived: boolean): string {
  switch (problem) {
    case 'empty':
      return isDerived ? 'Can’t derive a Kubernetes name from this. Enter one.' : 'Enter a Kubernetes name.'
    case 'too-long':
      return `Use at most ${kubernetesNameLimit} characters.`
    case 'characters':
      return 'Use only lowercase letters, digits, hyphens and dots.'
    case 'ends':
      return 'Each part must begin and end with a letter or digit.'
  }
}

export function registryUrlText(problem: RegistryAddressProblem): string {
  switch (problem) {
    case 'empty':
      return 'Enter the registry’s address.'
    case 'too-long':
      return `Use at most ${grouped(registryAddressLimit)} characters.`
    case 'space':
      return 'Remove the space or line break.'
    case 'scheme':
      return 'Not a registry address. Begin with the host, https:// or http://.'
    case 'user':
      return 'Remove the username; use its own field.'
    case 'query':
      return 'Remove the ? or #. Registry addresses don’t have them.'
    case 'host':
      return 'Invalid host name.'
    case 'port':
      return 'The port must be a number from 1 to 65535.'
    case 'not-served':
      return 'The cluster wouldn’t find a login under this address.'
  }
}

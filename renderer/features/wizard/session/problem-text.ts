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

/** What the secret one of the values is called, within a sentence. */
export const secretLabelOf = (fields: readonly KnownField[]): string =>
  fields.find(({ isSecret }) => isSecret)?.noun ?? 'value'

const half = 'It has half a character in it. Enter it anew.'
const tooLong = (limit: number, length: number) =>
  `It can have ${grouped(limit)} characters. This has ${grouped(length)}.`

export function nameText(problem: TextProblem, name: string): string {
  switch (problem) {
    case 'empty':
      return 'Enter a credential name.'
    case 'too-long':
      return tooLong(credentialNameLimit, lengthOf(name))
    case 'control-character':
      return 'It has a line break or another character in it that can’t be printed.'
    case 'outer-space':
      return 'It begins or ends with a space.'
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
  return `It can have 1 MiB (${grouped(valueLimit)} bytes). This has ${grouped(bytes)} bytes.`
}

/** A value that is not of the form that its field has: so far only keys of NVIDIA have one. */
export const patternText = ({ noun }: KnownField): string =>
  `The ${noun} can have letters from a to z, digits, dashes, dots and underscores.`

export function kubernetesNameText(problem: KubernetesNameProblem, isDerived: boolean): string {
  switch (problem) {
    case 'empty':
      return isDerived ? 'No Kubernetes name can be made of it. Enter one.' : 'Enter a Kubernetes name.'
    case 'too-long':
      return `It can have ${kubernetesNameLimit} characters.`
    case 'characters':
      return 'It can have small letters from a to z, digits, dashes and dots.'
    case 'ends':
      return 'It has to begin and end with a letter or a digit, and so has each part between dots.'
  }
}

export function registryUrlText(problem: RegistryAddressProblem): string {
  switch (problem) {
    case 'empty':
      return 'Enter the address of the registry.'
    case 'too-long':
      return `It can have ${grouped(registryAddressLimit)} characters.`
    case 'space':
      return 'It has a space or a line break in it.'
    case 'scheme':
      return 'It can begin with https:// or http://, or with the host.'
    case 'user':
      return 'It names a user. The login has fields of its own.'
    case 'query':
      return 'It has a ? or a # in it: no registry address has.'
    case 'host':
      return 'What stands for its host is no host name.'
    case 'port':
      return 'Its port is no number from 1 to 65535.'
    case 'not-served':
      return 'The cluster would not find a login under this address.'
  }
}

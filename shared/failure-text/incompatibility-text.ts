import type { Incompatibility, Remark } from '../credential.ts'
import {
  formatOf,
  servingSecretTypes,
  typeDescriptions,
  type CredentialType,
  type FormatId,
} from '../credential-types/credential-types.ts'
import { andList, orList } from '../word-list.ts'

/** Why a secret is unsuitable, as a sentence that begins with “It” or “Its”, without a full stop. */
export function incompatibilityText(incompatibility: Incompatibility): string {
  switch (incompatibility.code) {
    case 'secret-type':
      return `Its type ${incompatibility.secretType} doesn’t fit this credential`
    case 'labels-contradict':
      return `Its ${incompatibility.labels.length === 1 ? 'label' : 'labels'} ${andList(incompatibility.labels)} would put it in another scope`
    case 'no-keys':
      return 'It has no keys'
    case 'key-missing':
      return `It has no key ${orList(incompatibility.accepted)}`
    case 'key-empty':
      return `Its key ${incompatibility.key} is empty`
    case 'key-not-text':
      return `The value of its key ${incompatibility.key} isn’t text`
    case 'key-ambiguous':
      return `Its keys ${andList(incompatibility.keys)} both fit`
    case 'registry-not-json':
      return `Its key ${incompatibility.key} isn’t JSON`
    case 'registry-refused':
      return `${mistakeText(incompatibility)}. The cluster ignores the whole secret because of that`
    case 'registry-without-auths':
      return `Its key ${incompatibility.key} has no “auths”`
    case 'registry-without-url':
      return `It has no login for ${incompatibility.url}${otherHosts(incompatibility)}`
    case 'registry-login-empty':
      return `Its entry for ${incompatibility.url} has no ${missingWords[incompatibility.missing]}${insteadWords[incompatibility.instead]}`
  }
}

type IncompatibilityOf<Code extends Incompatibility['code']> = Extract<Incompatibility, { code: Code }>

function mistakeText({ what, field, host }: IncompatibilityOf<'registry-refused'>): string {
  const entry = host === '' ? 'one of its entries' : `its entry for ${host}`
  switch (what) {
    case 'auth-not-base64':
      return `The “auth” of ${entry} isn’t valid base64`
    case 'auth-without-colon':
      return `The “auth” of ${entry} has no colon between username and password`
    case 'field':
      if (field === '') return `${entry.replace(/^./, (first) => first.toUpperCase())} isn’t a JSON object`
      return ['auths', 'HttpHeaders'].includes(field)
        ? `Its “${field}” isn’t in the format that Docker writes`
        : `The “${field}” of ${entry} isn’t text`
  }
}

function otherHosts({ hosts, count }: IncompatibilityOf<'registry-without-url'>): string {
  if (hosts.length === 0) return ''
  const more = count - hosts.length
  return `, only for ${hosts.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const missingWords = { username: 'username', password: 'password', login: 'login' } as const
const insteadWords = {
  nothing: '',
  token: ': clusters don’t use the token in it',
  store: ': docker login kept it in a credential store',
} as const

/** What to know about a suitable secret, in full sentences. */
export function secretRemarkText(remark: Remark): string {
  switch (remark.code) {
    case 'key-ends-with-newline':
      return `Its key ${remark.key} ends with a line break. Many programs treat it as part of the value.`
    case 'immutable':
      return 'It’s immutable, so its values can’t be rotated.'
    case 'values-in-annotation':
      return 'An annotation from kubectl apply contains a copy of its values.'
  }
}

/** Why the Secret's own type is unsuitable for a credential type or one of its formats. Empty if it is suitable. */
export function secretTypeReason(
  secretType: string,
  type: CredentialType,
  formatId: FormatId | null = null,
): string {
  const format = formatOf(type, formatId)
  const serving = format === null ? servingSecretTypes(type) : format.servingSecretTypes
  if (serving.includes(secretType)) return ''
  const held = format === null ? `a ${typeDescriptions[type].noun}` : format.held
  return `${secretType === '' ? 'A secret without a type' : secretType} doesn’t fit ${held}`
}

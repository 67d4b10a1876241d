import { generateKeyPairSync } from 'node:crypto'
import type { NewSecret } from '../../shared/contract/wizard.ts'
import {
  credentialTypes,
  typeDescriptions,
  type CredentialType,
  type FormatId,
  type KnownFormat,
} from '../../shared/credential-types/credential-types.ts'
import type { SecretParts } from './cluster-secrets.ts'
import { registryUrl } from './open-project.ts'

/** A kind of secret that can be created, according to the type descriptions. */
export interface KnownKind {
  type: CredentialType
  format: KnownFormat
  /** How a request names it. The format is absent if the type has only one. */
  named: { type: CredentialType; format?: FormatId }
  /** For test titles. */
  title: string
}

/** Every type in every format. */
export const everyKind: readonly KnownKind[] = credentialTypes.flatMap((type) => {
  const { formats, word } = typeDescriptions[type]
  return formats.map((format) => {
    const isOneOfSeveral = formats.length > 1 && format.id !== null
    return {
      type,
      format,
      named: { type, ...(isOneOfSeveral && format.id !== null ? { format: format.id } : {}) },
      title: isOneOfSeveral ? `${word}: ${format.word}` : word,
    }
  })
})

const sshKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** The input for a new secret of a kind, and the values of its command's placeholders. */
interface Entered {
  secret: Pick<NewSecret, 'values' | 'entries' | 'registryUrl'>
  /** The part that the commands show. */
  shown: { registryUrl: string; keys: { key: string; isFile: boolean }[] }
  /** In the order of the placeholders. For a `file`, the path of a file with that content. */
  filledIn: { placeholder: string; text: string; isFile: boolean }[]
}

/** Enters `text` wherever the kind accepts any text. */
export function enteredFor({ format }: KnownKind, text: string): Entered {
  const nothingShown = { registryUrl: '', keys: [] }
  switch (format.form) {
    case 'entries': {
      const keys = ['HF_TOKEN', '-._--from-literal', '__proto__']
      const texts = [text, `${text}\r\n`, '']
      const isFile = (value: string) => /[\r\n]/.test(value)
      const entries = keys.map((key, at) => ({ key, text: texts[at] ?? '' }))
      return {
        secret: { entries: entries.map(({ key, text }) => ({ key, value: { kind: 'text', text } })) },
        shown: { registryUrl: '', keys: entries.map(({ key, text }) => ({ key, isFile: isFile(text) })) },
        filledIn: entries.map(({ text }) => ({
          placeholder: isFile(text) ? 'file' : 'value',
          text,
          isFile: isFile(text),
        })),
      }
    }
    case 'file': {
      const [field] = format.fields
      if (field === undefined) throw new Error('a file has one field')
      return {
        secret: { entries: [{ key: field.key, value: { kind: 'text', text: sshKey } }] },
        shown: nothingShown,
        filledIn: [{ placeholder: field.placeholder, text: sshKey, isFile: true }],
      }
    }
    case 'fields':
    case 'registry-login': {
      const filledIn = format.fields.map(({ placeholder, pattern }, at) => ({
        placeholder,
        text: pattern === undefined ? `${text}${at === 0 ? '' : at}` : `nvapi-_${at}.a`,
        isFile: false,
      }))
      const values = Object.fromEntries(format.fields.map(({ id }, at) => [id, filledIn[at]?.text ?? '']))
      const url = format.form === 'registry-login' ? registryUrl : undefined
      return {
        secret: { values, ...(url === undefined ? {} : { registryUrl: url }) },
        shown: { ...nothingShown, registryUrl: url ?? '' },
        filledIn,
      }
    }
  }
}

/** A Secret that is suitable for a type. */
export function servingSecret({ format }: KnownKind): Pick<SecretParts, 'type' | 'data'> {
  const { form, fields, secretType } = format
  switch (form) {
    case 'entries':
      return { type: secretType, data: { any: 'value' } }
    case 'registry-login': {
      const auths = { [registryUrl]: { username: 'u', password: 'p' } }
      return { type: secretType, data: { '.dockerconfigjson': JSON.stringify({ auths }) } }
    }
    case 'fields':
      return { type: secretType, data: Object.fromEntries(fields.map(({ key }) => [key, 'value'])) }
    case 'file':
      return { type: secretType, data: Object.fromEntries(fields.map(({ key }) => [key, sshKey])) }
  }
}

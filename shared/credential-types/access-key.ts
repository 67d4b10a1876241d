import type { Format, TypeDescription } from './type-description.ts'

/** The two keys of an object store. A generic secret has the same format. */
export const accessKeyFormat = {
  id: null,
  word: 'Access key',
  form: 'fields',
  fields: [
    {
      id: 'accessKeyId',
      label: 'Access key',
      noun: 'access key',
      isSecret: false,
      key: 'AccessKeyId',
      otherKeys: [],
      placeholder: 'access-key',
    },
    {
      id: 'secretKey',
      label: 'Access secret',
      noun: 'access secret',
      isSecret: true,
      key: 'SecretKey',
      otherKeys: [],
      placeholder: 'access-secret',
    },
  ],
  secretType: 'Opaque',
  servingSecretTypes: ['Opaque'],
  held: 'an access key',
} as const satisfies Format

export const accessKey = {
  word: 'Access key',
  noun: 'access key',
  purpose: 'Access object storage',
  icon: 'accesskey',
  otherWords: ['accesskey'],
  resource: 'access-key',
  namePrefix: 'accesskey-',
  toldBy: [],
  isForOlderVersions: true,
  takesExisting: true,
  formats: [accessKeyFormat],
} as const satisfies TypeDescription

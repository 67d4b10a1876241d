import { accessKeyFormat } from './access-key.ts'
import { passwordFormat } from './password.ts'
import type { TypeDescription } from './type-description.ts'

export const generic = {
  word: 'Generic secret',
  noun: 'generic secret',
  purpose: 'Keys and values, access key, username and password, SSH key',
  icon: 'keys',
  otherWords: ['generic', 'genericsecret'],
  resource: 'generic',
  namePrefix: 'genericsecret-',
  toldBy: [],
  isForOlderVersions: false,
  takesExisting: true,
  formats: [
    {
      id: 'keys',
      word: 'Keys and values',
      form: 'entries',
      fields: [],
      secretType: 'Opaque',
      servingSecretTypes: ['Opaque'],
      held: 'keys and values',
    },
    { ...accessKeyFormat, id: 'access-key' },
    { ...passwordFormat, id: 'password' },
    {
      id: 'ssh',
      word: 'SSH key',
      form: 'file',
      fields: [
        {
          id: 'sshKey',
          label: 'SSH key',
          noun: 'SSH key',
          isSecret: true,
          key: 'ssh',
          otherKeys: ['ssh-privatekey'],
          placeholder: 'file',
        },
      ],
      secretType: 'Opaque',
      servingSecretTypes: ['Opaque', 'kubernetes.io/ssh-auth'],
      held: 'an SSH key',
    },
  ],
} as const satisfies TypeDescription

import type { Format, TypeDescription } from './type-description.ts'

/** A name with its password. A generic secret has the same format. */
export const passwordFormat = {
  id: null,
  word: 'Username and password',
  form: 'fields',
  fields: [
    {
      id: 'username',
      label: 'Username',
      noun: 'username',
      isSecret: false,
      key: 'User',
      otherKeys: ['UserName'],
      placeholder: 'username',
    },
    {
      id: 'password',
      label: 'Password',
      noun: 'password',
      isSecret: true,
      key: 'Password',
      otherKeys: [],
      placeholder: 'password',
    },
  ],
  secretType: 'Opaque',
  servingSecretTypes: ['Opaque', 'kubernetes.io/basic-auth'],
  held: 'a username and password',
} as const satisfies Format

export const password = {
  word: 'Username and password',
  noun: 'username and password',
  purpose: 'Sign in to Git and other services',
  icon: 'user',
  otherWords: ['password', 'usernameandpassword', 'username&password', 'usernamepassword'],
  resource: 'password',
  namePrefix: 'password-',
  toldBy: ['kubernetes.io/basic-auth'],
  isForOlderVersions: true,
  takesExisting: true,
  formats: [passwordFormat],
} as const satisfies TypeDescription

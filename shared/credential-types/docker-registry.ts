import type { TypeDescription } from './type-description.ts'

const dockerConfigJson = 'kubernetes.io/dockerconfigjson'
const dockerConfig = 'kubernetes.io/dockercfg'

/** The data key of a registry login, by the Secret's own type. `dockercfg` is the older format. */
export const registryDataKeys: Readonly<Record<string, string>> = {
  [dockerConfigJson]: '.dockerconfigjson',
  [dockerConfig]: '.dockercfg',
}

export const dockerRegistry = {
  word: 'Docker registry',
  noun: 'Docker registry',
  purpose: 'Pull images',
  icon: 'registry',
  otherWords: ['dockerregistry'],
  resource: 'docker-registry',
  namePrefix: 'dockerregistry-',
  toldBy: [dockerConfigJson, dockerConfig],
  isForOlderVersions: false,
  takesExisting: true,
  formats: [
    {
      id: null,
      word: 'Registry login',
      form: 'registry-login',
      fields: [
        {
          id: 'username',
          label: 'Username',
          noun: 'username',
          isSecret: false,
          key: '.dockerconfigjson',
          otherKeys: [],
          placeholder: 'username',
        },
        {
          id: 'password',
          label: 'Password',
          noun: 'password',
          isSecret: true,
          key: '.dockerconfigjson',
          otherKeys: [],
          placeholder: 'password',
        },
      ],
      secretType: dockerConfigJson,
      servingSecretTypes: [dockerConfigJson, dockerConfig],
      held: 'a registry login',
    },
  ],
} as const satisfies TypeDescription

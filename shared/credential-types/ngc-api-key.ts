import type { TypeDescription } from './type-description.ts'

export const ngcApiKey = {
  word: 'NGC API key',
  noun: 'NGC API key',
  purpose: 'Models and images from NVIDIA NGC',
  icon: 'accesskey',
  otherWords: ['ngcapikey', 'ngc'],
  resource: 'generic',
  namePrefix: 'genericsecret-ngcgs-',
  toldBy: [],
  isForOlderVersions: false,
  takesExisting: false,
  formats: [
    {
      id: 'ngc',
      word: 'NGC API key',
      form: 'fields',
      fields: [
        {
          id: 'ngcApiKey',
          label: 'NGC API key',
          noun: 'NGC API key',
          isSecret: true,
          key: 'NGC_API_KEY',
          otherKeys: [],
          placeholder: 'ngc-api-key',
          pattern: /^[-._A-Za-z0-9]+$/,
        },
      ],
      secretType: 'Opaque',
      servingSecretTypes: ['Opaque'],
      held: 'an NGC API key',
    },
  ],
} as const satisfies TypeDescription

import { describe, expect, it } from 'vitest'
import {
  credentialTypes,
  formatOf,
  typeDescriptions,
  typeOfResource,
  typeToldBy,
} from './credential-types.ts'
import { dataKeyProblem } from '../data-key.ts'

describe('the type of a secret', () => {
  it('is decided by the label alone if one type has its value', () => {
    expect(typeOfResource('password')).toBe('password')
    expect(typeOfResource('docker-registry', { format: 'ngc' })).toBe('docker-registry')
    expect(typeOfResource('oauth', { kubernetesName: 'password-a' })).toBeNull()
  })

  it.each([
    [{}, 'generic'],
    [{ kubernetesName: 'genericsecret-ngc' }, 'generic'],
    [{ kubernetesName: 'genericsecret-ngcgs-a' }, 'ngc-api-key'],
    [{ kubernetesName: 'mine', format: 'ngc' }, 'ngc-api-key'],
    [{ kubernetesName: 'genericsecret-ngcgs-a', format: 'keys' }, 'generic'],
    [{ kubernetesName: 'genericsecret-ngcgs-a', format: 'unheard of' }, 'ngc-api-key'],
    [{ kubernetesName: 'genericsecret-a', format: 'docker-registry' }, 'generic'],
  ] as const)('generic with %o is %s', (told, type) => {
    expect(typeOfResource('generic', told)).toBe(type)
  })

  it('is decided by the Secret’s own type if only one can be meant', () => {
    expect(typeToldBy('kubernetes.io/dockercfg')).toBe('docker-registry')
    expect(typeToldBy('kubernetes.io/basic-auth')).toBe('password')
    expect(typeToldBy('Opaque')).toBeNull()
  })
})

describe.each(credentialTypes.map((type) => ({ type, ...typeDescriptions[type] })))(
  'the description of $type',
  ({ type, formats, namePrefix, otherWords }) => {
    it('has one format, or several that can be told apart', () => {
      const ids = formats.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(formatOf(type)).toBe(formats.length === 1 ? formats[0] : null)
      for (const format of formats) if (format.id !== null) expect(formatOf(type, format.id)).toBe(format)
    })

    it('asks for what its form needs, under keys that Kubernetes takes', () => {
      for (const { form, fields, secretType, servingSecretTypes } of formats) {
        expect(servingSecretTypes).toContain(secretType)
        const counts = { entries: 0, file: 1, 'registry-login': 2 }
        if (form !== 'fields') expect(fields).toHaveLength(counts[form])
        for (const { key, otherKeys } of fields)
          expect([key, ...otherKeys].map(dataKeyProblem)).toEqual([null, ...otherKeys.map(() => null)])
      }
    })

    it('has words that snapshots can look for, and its own prefix', () => {
      expect(otherWords.filter((word) => /[\s_A-Z-]/.test(word))).toEqual([])
      const sharing = credentialTypes.filter((each) => typeDescriptions[each].namePrefix === namePrefix)
      expect(sharing).toEqual([type])
    })
  },
)

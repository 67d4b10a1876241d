import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveKubernetesName, isNamespaceName, kubernetesNameProblem } from './kubernetes-name.ts'
import { credentialTypes } from './credential-types/credential-types.ts'

describe('the Kubernetes name of a new secret', () => {
  it.each([
    ['docker-registry', 'Harbor training', 'dockerregistry-harbor-training'],
    ['access-key', 'S3: “Größe” & Co.', 'accesskey-s3-gro-e-co'],
    ['password', '  W&B (self-hosted)  ', 'password-w-b-self-hosted'],
    ['password', 'Čeština', 'password-cestina'],
    ['password', '🚀 launch', 'password-launch'],
  ] as const)('is derived: %s “%s” gives %s', (type, name, derived) => {
    expect(deriveKubernetesName(type, name)).toBe(derived)
  })

  it('is empty if nothing of the credential name is left', () => {
    for (const name of ['', '🚀', 'مرحبا', '---']) expect(deriveKubernetesName('password', name)).toBe('')
  })

  it('is a valid name of a Secret for any credential name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...credentialTypes), fc.string({ unit: 'binary' }), (type, name) => {
        const derived = deriveKubernetesName(type, name)
        return derived === '' || kubernetesNameProblem(derived) === null
      }),
      { seed: 1 },
    )
  })

  it('ends with a letter or digit even if it had to be cut', () => {
    const derived = deriveKubernetesName('access-key', `${'a'.repeat(242)} ${'b'.repeat(40)}`)
    expect(derived).toMatch(/a$/)
    expect(kubernetesNameProblem(derived)).toBeNull()
  })
})

describe('a Kubernetes name that was edited', () => {
  it.each([
    ['', 'empty'],
    ['a'.repeat(254), 'too-long'],
    ['Harbor', 'characters'],
    ['a_b', 'characters'],
    ['-a', 'ends'],
    ['a-', 'ends'],
    ['a..b', 'ends'],
    ['a.-b', 'ends'],
    ['a'.repeat(253), null],
    ['a.b-c.9', null],
  ])('%j has the problem %s', (name, problem) => {
    expect(kubernetesNameProblem(name)).toBe(problem)
  })

  it('accepts what can name a namespace', () => {
    for (const name of ['runai', 'a', 'a-1', 'a'.repeat(63)]) expect(isNamespaceName(name)).toBe(true)
    for (const name of ['', 'A', 'a.b', '-a', 'a-', 'a/../b', 'a'.repeat(64)])
      expect(isNamespaceName(name)).toBe(false)
  })
})

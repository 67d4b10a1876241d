import { describe, expect, it } from 'vitest'
import { isJsonObject, nameOf, namespaceOf } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { namespaces } from '../objects/namespaces.ts'
import { pathRules, validateMetadata } from '../objects/validate-metadata.ts'
import { pods } from '../objects/pods.ts'
import { secretsResource } from '../objects/secrets.ts'
import { serviceAccounts } from '../objects/service-accounts.ts'
import { company } from './company.ts'
import { plantSeed } from './plant-seed.ts'

const now = Date.parse('2026-11-01T12:00:00Z')
const random = () => Math.random()
const { objects, revision } = plantSeed('company', { now, random, revision: 100 })
const all = Object.values(objects).flat()

describe('the demo company', () => {
  it('is of the size that it is told to be', () => {
    expect(company.projects).toHaveLength(12)
    expect(company.credentials).toHaveLength(40)
    const departments = company.credentials.filter(({ scope }) => scope === 'department').map(({ of }) => of)
    expect([...new Set(departments)].sort()).toEqual(['Engineering', 'Research'])
  })

  it.each([secretsResource, namespaces, pods, serviceAccounts])(
    'has $name that the API would take',
    (resource) => {
      for (const object of objects[resource.name]) {
        const errors = [
          ...resource.validate(object),
          ...validateMetadata(object.metadata, pathRules(resource.isNamespaced)),
        ]
        expect(errors, nameOf(object)).toEqual([])
      }
    },
  )

  it('has everything once, in a namespace that is there', () => {
    const homes = new Set(objects.namespaces.map(nameOf))
    const keys = objects.secrets.map((secret) => `${namespaceOf(secret)}/${nameOf(secret)}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(all.map(({ metadata }) => metadata.uid)).size).toBe(all.length)
    for (const object of [...objects.secrets, ...objects.pods, ...objects.serviceaccounts]) {
      expect(homes).toContain(namespaceOf(object))
    }
  })

  it('has a version for every object, the older the lower', () => {
    const sorted = all.toSorted((a, b) => versionOf(a) - versionOf(b))
    expect(sorted.map(versionOf)).toEqual(all.map((_, index) => 101 + index))
    expect(revision).toBe(100 + all.length)
    const times = sorted.map(({ metadata }) => metadata.creationTimestamp ?? '')
    expect(times).toEqual(times.toSorted())
  })

  it('was built over two years, none of which is to come', () => {
    const times = all.map(({ metadata }) => Date.parse(metadata.creationTimestamp ?? ''))
    expect(Math.max(...times)).toBeLessThanOrEqual(now)
    expect(now - Math.min(...times)).toBe(730 * 24 * 60 * 60 * 1000)
  })

  it('uses only secrets that are there', () => {
    const keys = new Set(objects.secrets.map((secret) => `${namespaceOf(secret)}/${nameOf(secret)}`))
    for (const user of [...objects.pods, ...objects.serviceaccounts]) {
      for (const name of secretsUsedBy(user)) expect(keys).toContain(`${namespaceOf(user)}/${name}`)
    }
  })

  it('holds values that nobody takes for real ones', () => {
    const harmless = /FAKE|^$|^\{\}$|^abcdef$|^true$/
    for (const secret of objects.secrets) {
      for (const [key, value] of Object.entries(secret.data ?? {})) {
        if (key !== 'namespace') expect(Buffer.from(value, 'base64').toString()).toMatch(harmless)
      }
    }
  })
})

describe('an empty cluster', () => {
  it('has the namespaces that can’t be deleted', () => {
    const { objects: few } = plantSeed('empty', { now, random, revision: 0 })
    expect(few.namespaces.map(nameOf)).toEqual(['default', 'kube-public', 'kube-system'])
    expect([few.secrets, few.pods, few.serviceaccounts]).toEqual([[], [], []])
  })
})

const versionOf = ({ metadata }: KubeObject) => Number(metadata.resourceVersion)

/** The names in every reference to a Secret, wherever it stands. */
function secretsUsedBy({ spec, secrets: own = [], imagePullSecrets = [] }: KubeObject): string[] {
  const names: unknown[] = [...own, ...imagePullSecrets].map(({ name }) => name)
  const visit = (value: unknown, key: string) => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, key)
    } else if (isJsonObject(value)) {
      if (['secretKeyRef', 'secretRef', 'imagePullSecrets'].includes(key)) names.push(value['name'])
      if (key === 'secret') names.push(value['secretName'])
      for (const [field, item] of Object.entries(value)) visit(item, field)
    }
  }
  visit(spec, '')
  return names.filter((name) => typeof name === 'string')
}

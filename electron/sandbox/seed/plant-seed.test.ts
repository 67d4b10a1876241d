import { describe, expect, it } from 'vitest'
import { sandboxVersions, type SandboxVersion } from '../../../shared/sandbox.ts'
import { isJsonObject, nameOf, namespaceOf } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { configMaps } from '../objects/config-maps.ts'
import { eventsResource } from '../objects/events.ts'
import { namespaces } from '../objects/namespaces.ts'
import { pathRules, validateMetadata } from '../objects/validate-metadata.ts'
import { pods } from '../objects/pods.ts'
import { secretsResource } from '../objects/secrets.ts'
import { serviceAccounts } from '../objects/service-accounts.ts'
import { workloads } from '../objects/workloads.ts'
import { company } from './company.ts'
import { plantSeed } from './plant-seed.ts'

const now = Date.parse('2026-11-01T12:00:00Z')
const random = () => Math.random()
const { objects, revision } = plantSeed('company', { now, random, revision: 100 })
const all = Object.values(objects).flat()

describe('the demo company', () => {
  it('has the size that was asked for', () => {
    expect(company.projects).toHaveLength(12)
    expect(company.credentials).toHaveLength(48)
    const departments = company.credentials.filter(({ scope }) => scope === 'department').map(({ of }) => of)
    expect([...new Set(departments)].sort()).toEqual(['Engineering', 'Research'])
  })

  it.each([secretsResource, namespaces, pods, serviceAccounts, configMaps, eventsResource, ...workloads])(
    'has $name that the API would take',
    (resource) => {
      for (const object of objects[resource.name] ?? []) {
        const errors = [
          ...resource.validate(object),
          ...validateMetadata(object.metadata, pathRules(resource.isNamespaced)),
        ]
        expect(errors, nameOf(object)).toEqual([])
      }
    },
  )

  it('has everything once, in a namespace that exists', () => {
    const homes = new Set(objects.namespaces.map(nameOf))
    const keys = objects.secrets.map((secret) => `${namespaceOf(secret)}/${nameOf(secret)}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(all.map(({ metadata }) => metadata.uid)).size).toBe(all.length)
    for (const object of [...objects.secrets, ...objects.pods, ...objects.serviceaccounts]) {
      expect(homes).toContain(namespaceOf(object))
    }
  })

  it('reports each pod that can’t pull, and what makes those that are not alone', () => {
    const { pods: all, events = [] } = objects
    const failing = all.filter((pod) => JSON.stringify(pod.status).includes('ImagePullBackOff'))
    expect(failing.map(nameOf).sort()).toHaveLength(3)
    const about = events.map(
      (event) => (event as unknown as { involvedObject: { uid: string } }).involvedObject.uid,
    )
    expect(about.sort()).toEqual(failing.map(({ metadata }) => metadata.uid).sort())
    const made = all.filter(({ metadata }) => metadata.ownerReferences !== undefined)
    const makers = workloads.flatMap(({ name }) => objects[name] ?? []).map(({ metadata }) => metadata.uid)
    const unknown = made.filter(({ metadata }) => !makers.includes(metadata.ownerReferences?.[0]?.uid))
    expect(unknown.map(nameOf)).toEqual(['bert-eval-31-0', 'unet3d-sweep-14-0'])
  })

  it('mounts in a pod the secrets that its company’s list names for it, and no others', () => {
    const mounted = (name: string) => {
      const spec = objects.pods.find((pod) => nameOf(pod) === name)?.spec as unknown as {
        volumes?: { secret: { secretName: string } }[]
      }
      return spec.volumes?.map(({ secret }) => secret.secretName)
    }
    const listed = company.pods.map(({ name, volumes }) => ({ name, volumes }))
    expect(listed.map(({ name }) => ({ name, volumes: mounted(name) }))).toEqual(listed)
    expect(listed.filter(({ volumes = [] }) => volumes.length > 0).length).toBeGreaterThan(0)
    expect(listed.filter(({ volumes }) => volumes === undefined).length).toBeGreaterThan(0)
  })

  it('has a ConfigMap in which someone wrote down what a secret of its namespace holds', () => {
    const values = objects.secrets.flatMap((secret) =>
      Object.values(secret.data ?? {}).map((value) => ({
        home: namespaceOf(secret),
        text: Buffer.from(value, 'base64').toString(),
      })),
    )
    const shown = (objects.configmaps ?? []).filter((map) =>
      values.some(
        ({ home, text }) =>
          home === namespaceOf(map) && text !== '' && JSON.stringify(map.data).includes(text),
      ),
    )
    expect(shown.map(nameOf)).toEqual(['sweep-settings'])
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

  it('uses only secrets that exist', () => {
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

describe('the company of each version of Run:ai', () => {
  const secretsOf = (version: SandboxVersion) =>
    plantSeed('company', { now, random, revision: 100, version }).objects.secrets
  const namesIn = (version: SandboxVersion) => secretsOf(version).map(nameOf)
  const labelsIn = (version: SandboxVersion) =>
    new Set(secretsOf(version).flatMap(({ metadata: { labels = {} } }) => Object.entries(labels).map(String)))

  it.each(sandboxVersions)('%s has secrets that the API would take, and uses only those', (version) => {
    const planted = plantSeed('company', { now, random, revision: 100, version }).objects
    for (const secret of planted.secrets) expect(secretsResource.validate(secret), nameOf(secret)).toEqual([])
    const keys = new Set(planted.secrets.map((secret) => `${namespaceOf(secret)}/${nameOf(secret)}`))
    for (const user of [...planted.pods, ...planted.serviceaccounts])
      for (const name of secretsUsedBy(user)) expect(keys).toContain(`${namespaceOf(user)}/${name}`)
  })

  it('2.15 has no departments and no generic secrets', () => {
    const { objects: old } = plantSeed('company', { now, random, revision: 100, version: '2.15' })
    const isNew = /^run\.ai\/(?:department|tenant-wide),|,generic$/
    expect([...labelsIn('2.15')].filter((label) => isNew.test(label))).toEqual(['run.ai/department,4500022'])
    expect(namesIn('2.15')).not.toContain('genericsecret-trainer-env')
    expect(old.secrets.length).toBeLessThan(secretsOf('2.25').length)
  })

  it('has secrets made in advance as the version’s own documentation labels them', () => {
    const labelsOf = (version: SandboxVersion, name: string) =>
      secretsOf(version).find((secret) => nameOf(secret) === name)?.metadata.labels
    expect(labelsOf('2.15', 'wandb-team')).toEqual({ 'run.ai/credentials': 'true' })
    expect(labelsOf('2.18', 'wandb-team')).toEqual({
      'run.ai/credentials': 'true',
      'run.ai/resource': 'password',
    })
    expect(labelsOf('3.0', 'wandb-team')).toEqual({ 'run.ai/resource': 'password' })
    expect(labelsOf('3.0', 'lake-reader')).toEqual({
      'run.ai/department': '4500021',
      'run.ai/resource': 'access-key',
    })
    // Secrets created years ago still have the labels of that time.
    expect(labelsOf('3.0', 'mirror-login')).toEqual({ 'runai/cluster-wide': 'true' })
  })

  it('repeats some credentials in the namespaces of their projects', () => {
    const copiesOf = (name: string) =>
      secretsOf('2.25').filter((secret) => nameOf(secret) === name && namespaceOf(secret) !== 'runai')
    expect(copiesOf('dockerregistry-harbor-base-images')).toHaveLength(12)
    expect(copiesOf('dockerregistry-nvcr-base-images')).toHaveLength(11)
    expect(copiesOf('dockerregistry-ghcr-robot')).toHaveLength(6)
    const differing = copiesOf('dockerregistry-artifactory-pull').filter(({ type }) => type === 'Opaque')
    expect(differing.map(namespaceOf)).toEqual(['runai-robot-arm'])
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

/** The names in all references to Secrets, at any depth. */
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

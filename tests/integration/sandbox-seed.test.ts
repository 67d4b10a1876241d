import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRowReader } from '../../electron/kube/core/kube-row.ts'
import { readSecret } from '../../electron/services/cluster/read-secret.ts'
import type { SecretReading } from '../../electron/services/cluster/read-secret.ts'
import { createInventory } from '../../electron/services/cluster/inventory.ts'
import type { Credential } from '../../shared/credential.ts'
import { annotationKeys, writtenScopeKinds } from '../../shared/runai.ts'
import { asTable, sandboxWorld } from './sandbox/worlds.ts'
import type { World } from './sandbox/worlds.ts'

let world: World
let readings: (SecretReading | null)[] = []
let credentials: Credential[] = []

beforeAll(async () => {
  world = await sandboxWorld({ seed: 'company' })
  const { body } = await world.ask({ method: 'GET', path: '/api/v1/secrets', accept: asTable })
  const readRow = createRowReader(Object.values(annotationKeys))
  const rows = (body as { rows: unknown[] }).rows.map(readRow).filter((row) => row !== null)
  const projectOf = (namespace: string) => namespace.replace(/^runai-/, '')
  readings = rows.map((row) => readSecret(row, projectOf, 'sandbox'))
  const inventory = createInventory('sandbox')
  inventory.put(0, rows)
  credentials = [...inventory.credentials()]
})
afterAll(() => world.close())

const issues = () =>
  credentials.flatMap(({ status }) => (status.kind === 'issues' ? status.issues.map(({ code }) => code) : []))

describe('the demo company as Credenza reads it', () => {
  it('has forty credentials, unused secrets, and others', () => {
    expect(credentials).toHaveLength(40)
    expect(readings.filter((reading) => reading?.kind === 'unused')).toHaveLength(15)
    expect(readings.filter((reading) => reading === null).length).toBeGreaterThan(25)
  })

  it('has every type, scope and origin, each several times', () => {
    const count = (holds: (credential: Credential) => boolean) => credentials.filter(holds).length
    for (const known of ['docker-registry', 'access-key', 'password'] as const)
      expect(count(({ type }) => type === known)).toBeGreaterThan(9)
    for (const known of writtenScopeKinds)
      expect(count(({ scope }) => scope.kind === known)).toBeGreaterThan(6)
    for (const known of ['new', 'existing', 'console']) {
      expect(count(({ origin }) => origin === known)).toBeGreaterThan(3)
    }
  })

  it('has every fault to find', () => {
    expect([...new Set(issues())].sort()).toEqual([
      'labels-contradict',
      'name-shared',
      'secret-type',
      'values-in-annotation',
    ])
    const reasons = credentials.map(({ status }) => (status.kind === 'none' ? status.reason.code : null))
    expect(new Set(reasons.filter((code) => code !== null))).toEqual(new Set(['type-unknown', 'type-unsaid']))
    expect(credentials.filter(({ status }) => status.kind === 'deleting')).toHaveLength(1)
  })

  it('is well for the most part', () => {
    expect(credentials.filter(({ status }) => status.kind === 'ok').length).toBeGreaterThan(28)
  })
})

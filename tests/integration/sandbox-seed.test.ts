import { beforeAll, describe, expect, it } from 'vitest'
import { createRowReader } from '../../electron/kube/core/kube-row.ts'
import { readSecret } from '../../electron/services/cluster/read-secret.ts'
import type { SecretReading } from '../../electron/services/cluster/read-secret.ts'
import { createInventory } from '../../electron/services/cluster/inventory.ts'
import { askOrganization } from '../../electron/services/organization/ask-organization.ts'
import { createOrganization } from '../../electron/services/organization/organization.ts'
import type { GetOptions } from '../../electron/kube/object-client.ts'
import { failed } from '../../shared/failure.ts'
import type { Credential } from '../../shared/credential.ts'
import { credentialTypes } from '../../shared/credential-types/credential-types.ts'
import { annotationKeys, scopeKinds, writtenScopeKinds } from '../../shared/runai.ts'
import { sandboxVersions, usualSandboxVersion, type SandboxVersion } from '../../shared/sandbox.ts'
import { asTable, sandboxWorld } from './sandbox/worlds.ts'

/** The company's secrets in one version, as in the table and the list of unused secrets. */
async function companyOf(version: SandboxVersion) {
  const world = await sandboxWorld({ seed: 'company', version: () => version })
  try {
    const { body } = await world.ask({ method: 'GET', path: '/api/v1/secrets', accept: asTable })
    const readRow = createRowReader(Object.values(annotationKeys))
    const rows = (body as { rows: unknown[] }).rows.map(readRow).filter((row) => row !== null)
    const projectOf = (namespace: string) => namespace.replace(/^runai-/, '')
    const readings = rows.map((row) => readSecret(row, projectOf, 'sandbox'))
    const inventory = createInventory('sandbox')
    inventory.put(0, rows)
    return { readings, credentials: [...inventory.credentials()] }
  } finally {
    await world.close()
  }
}

let readings: (SecretReading | null)[] = []
let credentials: Credential[] = []

beforeAll(async () => {
  ;({ readings, credentials } = await companyOf(usualSandboxVersion))
})

const issues = () =>
  credentials.flatMap(({ status }) => (status.kind === 'issues' ? status.issues.map(({ code }) => code) : []))

describe('the demo company as Credenza reads it', () => {
  it('has forty-eight credentials, unused secrets, and others', () => {
    expect(credentials).toHaveLength(48)
    expect(readings.filter((reading) => reading?.kind === 'unused')).toHaveLength(16)
    expect(readings.filter((reading) => reading === null).length).toBeGreaterThan(25)
  })

  it('names its departments by custom resources, and which projects are theirs', async () => {
    const world = await sandboxWorld({ seed: 'company', version: () => usualSandboxVersion })
    const getJson = async (path: string, { query = {} }: GetOptions = {}): Promise<unknown> => {
      const search = new URLSearchParams(query).toString()
      const { status, body } = await world.ask({ method: 'GET', path: `${path}?${search}` })
      if (status !== 200) throw failed('not-found', { what: path })
      return body
    }
    const told = await askOrganization({ getJson }, new AbortController().signal)
    await world.close()
    const { departments, reaches } = createOrganization({ ...told, namespaces: [] })
    expect(departments).toEqual([
      { id: '4500022', name: 'Engineering' },
      { id: '4500021', name: 'Research' },
    ])
    expect(reaches({ kind: 'department', id: '4500021' }, 'runai-seg-3d')).toBe(true)
    expect(reaches({ kind: 'department', id: '4500022' }, 'runai-seg-3d')).toBe(false)
  })

  it('has every type, scope and origin, each several times', () => {
    const count = (holds: (credential: Credential) => boolean) => credentials.filter(holds).length
    for (const known of writtenScopeKinds)
      expect(count(({ scope }) => scope.kind === known)).toBeGreaterThan(6)
    for (const known of ['new', 'existing', 'console']) {
      expect(count(({ origin }) => origin === known)).toBeGreaterThan(3)
    }
    for (const known of scopeKinds)
      expect(count(({ origin, scope }) => origin === 'console' && scope.kind === known)).toBeGreaterThan(0)
    for (const known of credentialTypes) expect(count(({ type }) => type === known)).toBeGreaterThan(1)
  })

  it('has every fault to find', () => {
    expect([...new Set(issues())].sort()).toEqual([
      'labels-contradict',
      'name-shared',
      'secret-type',
      'values-in-annotation',
    ])
    const reasons = credentials.map(({ status }) => (status.kind === 'none' ? status.reason.code : null))
    expect(new Set(reasons.filter((code) => code !== null))).toEqual(
      new Set(['account-scope', 'type-unknown', 'type-unsaid']),
    )
    expect(credentials.filter(({ status }) => status.kind === 'deleting')).toHaveLength(1)
  })

  it('is well for the most part', () => {
    expect(credentials.filter(({ status }) => status.kind === 'ok').length).toBeGreaterThan(28)
  })
})

describe('the company of each version', () => {
  it.each(sandboxVersions)(
    '%s has the same issues, none of which the labels of another version cause',
    async (version) => {
      const company = await companyOf(version)
      const found = issuesByName(company.credentials)
      expect(issuesByName(credentials)).toEqual(expect.arrayContaining(found))
      expect(found.length).toBeGreaterThan(3)
    },
  )

  it.each(sandboxVersions)('%s has unused secrets of every scope that it knows', async (version) => {
    const company = await companyOf(version)
    const scopes = company.readings.map((reading) =>
      reading?.kind === 'unused' ? reading.secret.scope.kind : null,
    )
    const known = version === '2.15' ? ['cluster', 'project'] : writtenScopeKinds
    expect(new Set(scopes.filter((kind) => kind !== null))).toEqual(new Set(known))
  })
})

const issuesByName = (all: readonly Credential[]) =>
  all.flatMap(({ name, status }) =>
    status.kind === 'issues' ? status.issues.map(({ code }) => `${name}: ${code}`) : [],
  )

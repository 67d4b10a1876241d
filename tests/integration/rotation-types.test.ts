import { afterAll, beforeAll, expect, it } from 'vitest'
import { generateKeyPairSync } from 'node:crypto'
import type { KeyWithValue } from '../../shared/contract/wizard.ts'
import { annotationKeys } from '../../shared/runai.ts'
import {
  typeDescriptions,
  type CredentialType,
  type FormatId,
} from '../../shared/credential-types/credential-types.ts'
import { onBothClusters } from './both-clusters.ts'
import { base64, holdsValue, marker, registered, secretOf, type SecretParts } from './cluster-secrets.ts'
import { atOf, foreign, own, withoutVersion } from './life-steps.ts'
import { openProject, registryUrl, type OpenProject } from './open-project.ts'

interface Case {
  type: CredentialType
  format: FormatId | null
  parts: Pick<SecretParts, 'type' | 'data'>
  values?: Record<string, string>
  entries?: KeyWithValue[]
  /** The content of the changed keys. */
  after: Record<string, string>
}

const old = `${marker}-old`
const fresh = `${marker}-fresh`
const sshKey = () =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey
const [oldKey, newKey] = [sshKey(), sshKey()]
const text = (value: string) => ({ kind: 'text', text: value }) as const
/** Byte for byte what `kubectl create secret docker-registry` creates. */
const configOf = (username: string, password: string) =>
  `{"auths":{${JSON.stringify(registryUrl)}:${JSON.stringify({ username, password, auth: base64(`${username}:${password}`) })}}}`

const cases: Case[] = [
  {
    ...{ type: 'docker-registry', format: null, values: { password: fresh } },
    parts: { type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': configOf('robot', old) } },
    after: { '.dockerconfigjson': configOf('robot', fresh) },
  },
  {
    ...{ type: 'access-key', format: null, values: { secretKey: fresh } },
    parts: { data: { AccessKeyId: 'AKIA', SecretKey: old } },
    after: { SecretKey: fresh },
  },
  {
    ...{ type: 'password', format: null, values: { username: 'other', password: fresh } },
    parts: { data: { User: 'robot', Password: old } },
    after: { User: 'other', Password: fresh },
  },
  {
    ...{ type: 'generic', format: 'keys', entries: [{ key: 'TOKEN', value: text(fresh) }] },
    parts: { data: { TOKEN: old, URL: 'stays', BINARY: Uint8Array.of(0, 255, 128) } },
    after: { TOKEN: fresh },
  },
  {
    ...{ type: 'generic', format: 'access-key', values: { accessKeyId: 'AKIB', secretKey: fresh } },
    parts: { data: { AccessKeyId: 'AKIA', SecretKey: old } },
    after: { AccessKeyId: 'AKIB', SecretKey: fresh },
  },
  {
    ...{ type: 'generic', format: 'password', values: { password: fresh } },
    parts: { data: { User: 'robot', Password: old } },
    after: { Password: fresh },
  },
  {
    ...{ type: 'generic', format: 'ssh', entries: [{ key: 'ssh', value: text(newKey) }] },
    parts: { data: { ssh: oldKey } },
    after: { ssh: newKey },
  },
  {
    ...{ type: 'ngc-api-key', format: 'ngc', values: { ngcApiKey: fresh } },
    parts: { data: { NGC_API_KEY: old } },
    after: { NGC_API_KEY: fresh },
  },
]

it('every type and format has its case', () => {
  const all = Object.entries(typeDescriptions).flatMap(([type, { formats }]) =>
    formats.map(({ id }) => `${type} ${id}`),
  )
  expect(new Set(cases.map(({ type, format }) => `${type} ${format}`))).toEqual(new Set(all))
})

await onBothClusters((cluster) => {
  let open: OpenProject
  beforeAll(async () => {
    open = await openProject(cluster, 'rotation-types')
  })
  afterAll(() => open.stop())

  it.each(cases.map((each) => [`${each.type}, ${each.format ?? 'its one format'}`, each] as const))(
    'of %s, the keys that are given change and nothing else, as kubectl shows it',
    async (_, { type, format, parts, values, entries, after }) => {
      const name = `${typeDescriptions[type].namePrefix}${format ?? 'plain'}`
      const secret = await open.makeSecret(name, {
        ...parts,
        labels: { ...registered(type), app: 'other' },
        annotations: {
          ...own,
          ...foreign,
          [annotationKeys.credential]: `Credential ${name}`,
          [annotationKeys.expiresAt]: '2027-03-28T00:00:00Z',
          ...(format === null ? {} : { [annotationKeys.format]: format }),
          ...(type === 'docker-registry' ? { [annotationKeys.registryUrl]: registryUrl } : {}),
        },
      })
      const { context, rotation } = open.application
      const { namespace } = open
      expect(await rotation.look({ context, namespace, name })).toMatchObject({ type, format })
      const told: unknown[] = []
      await rotation.rotate(
        {
          context,
          credentials: [atOf(secret)],
          dryRun: false,
          ...(values && { values }),
          ...(entries && { entries }),
        },
        { signal: new AbortController().signal, send: (outcome) => void told.push(outcome) },
      )
      expect(told).toEqual([{ namespace, name, failure: null }])

      const { metadata, ...rest } = withoutVersion(await secretOf(cluster, namespace, name))
      const { metadata: before, ...was } = withoutVersion(secret)
      const changed = Object.fromEntries(Object.entries(after).map(([key, value]) => [key, base64(value)]))
      expect(rest).toEqual({ ...was, data: { ...was.data, ...changed } })
      const { [annotationKeys.rotatedAt]: at = '', ...annotations } = metadata.annotations ?? {}
      const {
        [annotationKeys.rotatedAt]: _old,
        [annotationKeys.expiresAt]: _date,
        ...others
      } = before.annotations ?? {}
      expect(Date.parse(at)).not.toBeNaN()
      expect({ ...metadata, annotations }).toEqual({ ...before, annotations: others })
      expect(holdsValue(told)).toBe(false)
    },
  )
})

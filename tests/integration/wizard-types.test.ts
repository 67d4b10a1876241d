import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Claim, NewSecret, ScopedNamespace } from '../../shared/contract/wizard.ts'
import {
  credentialTypes,
  typeDescriptions,
  type CredentialType,
  type FormatId,
} from '../../shared/credential-types/credential-types.ts'
import { onBothClusters } from './both-clusters.ts'
import { base64, holdsValue, marker, secretOf, type SecretParts } from './cluster-secrets.ts'
import { failureFrom } from './kube-connect.ts'
import { type OpenProject, openProject, registryUrl } from './open-project.ts'
import { openWizard, type OpenWizard } from './open-wizard.ts'

const value = `${marker} "'\`$(x)\\n <&>\tschlüssel שלום 🚀 `
const lines = `${marker}\r\nsecond: line\n\n`
const bytes = Uint8Array.from({ length: 256 }, (_, code) => code)
const sshKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const ngcKey = `nvapi-${marker}_0.a`

interface Case {
  type: CredentialType
  format?: FormatId
  /** The input besides files. */
  entered: Pick<NewSecret, 'values' | 'registryUrl' | 'entries'>
  /** Files by key. */
  files?: Record<string, string | Uint8Array>
  /** What a person types after `kubectl create secret` for the same. `@key` is the file of a key. */
  kubectl: string[]
}

const login = { username: value, password: `${value}.` }
const cases: Case[] = [
  {
    type: 'docker-registry',
    entered: { registryUrl, values: login },
    kubectl: [
      'docker-registry',
      `--docker-server=${registryUrl}`,
      `--docker-username=${login.username}`,
      `--docker-password=${login.password}`,
    ],
  },
  {
    type: 'generic',
    format: 'keys',
    entered: {
      entries: [
        { key: 'HF_TOKEN', value: { kind: 'text', text: value } },
        { key: '-._--from-literal', value: { kind: 'text', text: lines } },
        { key: '__proto__', value: { kind: 'text', text: '' } },
      ],
    },
    files: { 'ca.der': bytes, 'bom.txt': '\ufefftext\r\n' },
    kubectl: [
      'generic',
      `--from-literal=HF_TOKEN=${value}`,
      `--from-literal=-._--from-literal=${lines}`,
      '--from-literal=__proto__=',
      '--from-file=ca.der=@ca.der',
      '--from-file=bom.txt=@bom.txt',
    ],
  },
  {
    type: 'generic',
    format: 'access-key',
    entered: { values: { accessKeyId: value, secretKey: lines } },
    kubectl: ['generic', `--from-literal=AccessKeyId=${value}`, `--from-literal=SecretKey=${lines}`],
  },
  {
    type: 'generic',
    format: 'password',
    entered: { values: { username: value, password: lines } },
    kubectl: ['generic', `--from-literal=User=${value}`, `--from-literal=Password=${lines}`],
  },
  {
    type: 'generic',
    format: 'ssh',
    entered: {},
    files: { ssh: sshKey },
    kubectl: ['generic', '--from-file=ssh=@ssh'],
  },
  {
    type: 'ngc-api-key',
    entered: { values: { ngcApiKey: ngcKey } },
    kubectl: ['generic', `--from-literal=NGC_API_KEY=${ngcKey}`],
  },
  {
    type: 'access-key',
    entered: { values: { accessKeyId: value, secretKey: lines } },
    kubectl: ['generic', `--from-literal=AccessKeyId=${value}`, `--from-literal=SecretKey=${lines}`],
  },
  {
    type: 'password',
    entered: { values: login },
    kubectl: [
      'generic',
      `--from-literal=User=${login.username}`,
      `--from-literal=Password=${login.password}`,
    ],
  },
]

/** Suitable existing secrets, as other tools create them. */
const existing: { type: CredentialType; format?: FormatId; parts: SecretParts }[] = [
  {
    type: 'docker-registry',
    parts: {
      type: 'kubernetes.io/dockercfg',
      data: { '.dockercfg': JSON.stringify({ [registryUrl]: { username: 'u', password: marker } }) },
    },
  },
  { type: 'generic', format: 'keys', parts: { data: { 'ca.der': bytes, empty: '' } } },
  { type: 'generic', format: 'access-key', parts: { data: { accesskeyid: marker, SECRETKEY: marker } } },
  {
    type: 'generic',
    format: 'password',
    parts: { type: 'kubernetes.io/basic-auth', data: { username: 'u', password: marker } },
  },
  { type: 'generic', format: 'ssh', parts: { data: { SSH: sshKey } } },
  {
    type: 'generic',
    format: 'ssh',
    parts: { type: 'kubernetes.io/ssh-auth', data: { 'ssh-privatekey': sshKey } },
  },
  { type: 'access-key', parts: { data: { AccessKeyId: marker, SecretKey: marker } } },
  { type: 'password', parts: { data: { UserName: 'u', Password: marker } } },
]

await onBothClusters((cluster) => {
  let open: OpenProject
  let application: OpenWizard
  let places: Record<'cluster' | 'department' | 'project', ScopedNamespace>

  beforeAll(async () => {
    open = await openProject(cluster, 'types')
    const { namespace, place } = open
    application = await openWizard(cluster, { runaiNamespace: namespace })
    places = {
      cluster: { scope: { kind: 'cluster', id: '' }, namespace },
      department: { scope: { kind: 'department', id: '42' }, namespace },
      project: place,
    }
  })
  afterAll(async () => {
    await application.stop()
    await open.stop()
  })

  const scopes = ['cluster', 'department', 'project'] as const
  const scopeLabels = {
    cluster: { 'run.ai/cluster-wide-credentials': 'true', 'run.ai/cluster-wide': 'true' },
    department: { 'run.ai/department': '42' },
    project: { 'run.ai/credentials': 'true' },
  }
  let count = 0

  async function fileAt(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(cluster.folder, `${count++}-${name}`)
    await writeFile(path, content)
    return path
  }

  /** The annotations except who and when. */
  function notesOf({ annotations = {} }: { annotations?: Record<string, string> }) {
    const { 'credenza.app/created-by': by, 'credenza.app/created-at': at, ...notes } = annotations
    expect([by, at]).toEqual([expect.stringMatching(/./), expect.stringMatching(/^\d{4}-/)])
    return notes
  }
  const formatNote = (type: CredentialType, format = typeDescriptions[type].formats[0].id) =>
    format === null ? {} : { 'credenza.app/format': format }

  it('cases are there for every type and format', () => {
    const told = ({ type, format }: { type: CredentialType; format?: FormatId }) => `${type} ${format ?? ''}`
    const all = credentialTypes.flatMap((type) => {
      const { formats } = typeDescriptions[type]
      return formats.map(({ id }) =>
        told({ type, ...(formats.length > 1 && id !== null ? { format: id } : {}) }),
      )
    })
    expect(cases.map(told)).toEqual(all)
    const claimed = new Set(existing.map(told))
    expect([...claimed]).toEqual(all.filter((each) => !each.startsWith('ngc-api-key')))
  })

  const made = cases.flatMap((each) => scopes.map((scope) => ({ ...each, scope })))
  it.each(made)(
    'a new secret of $type $format for the $scope holds what kubectl makes of the same',
    async ({ type, format, entered, files = {}, kubectl, scope }) => {
      const { namespace } = open
      const { namePrefix, resource } = typeDescriptions[type]
      const name = `${type} ${format ?? ''} ${count++}`
      const kubernetesName = `${namePrefix}${count++}`
      const entries = [...(entered.entries ?? [])]
      let typed = kubectl
      for (const [key, content] of Object.entries(files)) {
        const path = await fileAt(key, content)
        const chosen = await application.chooseFile(path)
        if (chosen === null) throw new Error('nothing was chosen')
        entries.push({ key, value: { kind: 'file', id: chosen.id } })
        typed = typed.map((word) => word.replace(`@${key}`, () => path))
      }
      const credential = await application.wizard.create({
        ...open.newOf(name),
        ...{ context: application.context, place: places[scope], kubernetesName, type, format },
        ...{ values: undefined, ...entered, entries: entries.length === 0 ? undefined : entries },
      })
      expect(credential).toMatchObject({ name, type, kubernetesName, namespace, status: { kind: 'ok' } })
      expect(credential.scope).toMatchObject(places[scope].scope)
      expect(holdsValue(credential)).toBe(false)

      const [kind = '', ...options] = typed
      const twin = `twin-${count++}`
      await cluster.kubectl(['create', 'secret', kind, twin, '-n', namespace, ...options])
      const secret = await secretOf(cluster, namespace, kubernetesName)
      const expected = await secretOf(cluster, namespace, twin)
      expect({ type: secret.type, data: secret.data }).toEqual({ type: expected.type, data: expected.data })
      expect(secret.metadata.labels).toEqual({ ...scopeLabels[scope], 'run.ai/resource': resource })
      expect(notesOf(secret.metadata)).toEqual({
        'credenza.app/credential': name,
        ...(type === 'docker-registry' ? { 'credenza.app/registry-url': registryUrl } : {}),
        ...formatNote(type, format),
        'credenza.app/origin': 'new',
      })
    },
  )

  const claims = existing.flatMap((each) => scopes.map((scope) => ({ ...each, scope })))
  it.each(claims)(
    'an existing secret serves for $type $format and the $scope, and keeps its data',
    async ({ type, format, parts, scope }) => {
      const labels = { ...scopeLabels[scope], 'run.ai/resource': typeDescriptions[type].resource }
      const name = `existing-${count++}`
      const secret = await open.makeSecret(name, { ...parts, labels: { ...labels, app: 'other' } })
      const place = places[scope]
      const url = type === 'docker-registry' ? registryUrl : ''
      const { wizard, context } = application
      const fitness = await wizard.check({ context, place, name, type, format, registryUrl: url })
      expect(fitness).toMatchObject({
        incompatibilities: [],
        resourceVersion: secret.metadata.resourceVersion,
      })
      expect(holdsValue(fitness)).toBe(false)
      const claim: Claim = { ...open.claimOf(secret, type), context, place, format }
      const credential = await wizard.claim(claim)
      expect(credential).toMatchObject({ type, origin: 'existing', status: { kind: 'ok' } })
      const claimed = await secretOf(cluster, open.namespace, name)
      expect({ type: claimed.type, data: claimed.data }).toEqual({ type: secret.type, data: secret.data })
      expect(claimed.metadata.labels).toEqual({ ...labels, app: 'other' })
      expect(notesOf(claimed.metadata)).toEqual({
        'credenza.app/credential': claim.name,
        ...(url === '' ? {} : { 'credenza.app/registry-url': url }),
        ...formatNote(type, format),
        'credenza.app/origin': 'existing',
      })
    },
  )

  describe('what can’t be a value', () => {
    it('is refused when it is chosen: a folder, a pipe, nothing in it, 5 MB', async () => {
      const folder = join(cluster.folder, `folder-${count++}`)
      await mkdir(folder)
      const pipe = join(folder, 'pipe')
      execFileSync('mkfifo', [pipe])
      const refused: [string, string][] = [
        [folder, 'EISDIR'],
        [pipe, 'not-a-file'],
        [await fileAt('empty', ''), 'empty'],
        [await fileAt('large', Buffer.alloc(5_000_000, 'a')), 'too-large'],
      ]
      for (const [path, reason] of refused)
        expect(await failureFrom(application.chooseFile(path))).toMatchObject({
          code: 'chosen-file-unreadable',
          reason,
        })
    })

    it('is more than a secret can hold, all keys together', async () => {
      const entries = []
      for (const key of ['a', 'b']) {
        const chosen = await application.chooseFile(await fileAt(key, Buffer.alloc(600_000, 'a')))
        entries.push({ key, value: { kind: 'file' as const, id: chosen?.id ?? '' } })
      }
      const wanted = { ...open.newOf('too large'), context: application.context, kubernetesName: 'too-large' }
      const { wizard } = application
      const keys = { type: 'generic', format: 'keys', values: undefined, entries } as const
      expect(await failureFrom(wizard.create({ ...wanted, ...keys }))).toMatchObject({ code: 'too-large' })
    })

    it('is a file that was used already, which a dry run does not do', async () => {
      const chosen = await application.chooseFile(await fileAt('once', marker))
      const value = { kind: 'file' as const, id: chosen?.id ?? '' }
      const make = (kubernetesName: string, dryRun: boolean) =>
        application.wizard.create({
          ...open.newOf(kubernetesName, { dryRun }),
          ...{ context: application.context, kubernetesName, type: 'generic', format: 'keys' },
          ...{ values: undefined, entries: [{ key: 'once', value }] },
        })
      await make('used-once', true)
      await make('used-once', false)
      expect((await secretOf(cluster, open.namespace, 'used-once')).data).toEqual({ once: base64(marker) })
      expect(await failureFrom(make('used-twice', false))).toMatchObject({ code: 'chosen-file-gone' })
    })
  })

  it('an SSH key without its last line break gets one', async () => {
    const kubernetesName = `ssh-${count++}`
    await application.wizard.create({
      ...open.newOf(kubernetesName),
      ...{ context: application.context, kubernetesName, type: 'generic', format: 'ssh', values: undefined },
      entries: [{ key: 'ssh', value: { kind: 'text', text: sshKey.trimEnd() } }],
    })
    const { data } = await secretOf(cluster, open.namespace, kubernetesName)
    expect(data).toEqual({ ssh: base64(sshKey) })
  })
})

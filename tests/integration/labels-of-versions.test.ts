import { describe, expect, it } from 'vitest'
import { csvPieces } from '../../electron/services/credentials/write-csv.ts'
import { labelCases } from '../../electron/services/cluster/labels-of-versions.fixture.ts'
import type { CredentialType } from '../../shared/credential-types/credential-types.ts'
import type { Credential, Scope } from '../../shared/credential.ts'
import { usualAgeLimits } from '../../shared/rotation.ts'
import { onBothClusters, type ContractCluster } from './both-clusters.ts'
import { makeSecrets, type SecretParts } from './cluster-secrets.ts'
import { openWatch } from './open-watch.ts'

/** The commands in the documentation of one version, with its placeholders. */
interface Documented {
  version: string
  scope: 'cluster' | 'department' | 'project'
  command: string
}

const cluster = (labels: string) => `label secret -n runai <SECRET_NAME> ${labels}`
const project = (labels: string) => `label secret -n <NAMESPACE_OF_PROJECT> <SECRET_NAME> ${labels}`
const type = 'run.ai/resource=<credential_type>'
const today = ['2.20', '2.21', '2.22', '2.23', '2.24', '2.25', '3.0']

const documented: readonly Documented[] = [
  {
    version: '2.13',
    scope: 'cluster',
    command: 'label secret <SECRET_NAME> runai/cluster-wide=true -n runai',
  },
  ...['2.15', '2.16'].flatMap((version): Documented[] => [
    { version, scope: 'cluster', command: cluster('run.ai/cluster-wide-credentials=true') },
    { version, scope: 'project', command: project('run.ai/credentials=true') },
  ]),
  { version: '2.16', scope: 'department', command: cluster(`${type} run.ai/department=<department-id>`) },
  { version: '2.18', scope: 'cluster', command: cluster(`${type} run.ai/cluster-wide-credentials=true`) },
  { version: '2.18', scope: 'department', command: cluster(`${type} run.ai/department=<department-id>`) },
  { version: '2.18', scope: 'project', command: project('run.ai/credentials=true') },
  ...today.flatMap((version): Documented[] => [
    { version, scope: 'cluster', command: cluster(`run.ai/cluster-wide=true ${type}`) },
    { version, scope: 'department', command: cluster(`run.ai/department=<department-id> ${type}`) },
    { version, scope: 'project', command: project(type) },
  ]),
]

/** A Secret whose own type implies its credential type, as the oldest versions need. */
const login: SecretParts = {
  type: 'kubernetes.io/dockerconfigjson',
  data: { '.dockerconfigjson': JSON.stringify({ auths: {} }) },
}
const credentialType: CredentialType = 'docker-registry'
/** No custom resource of a test that runs at the same time names it. */
const department = '4500099'

/** A Run:ai namespace, one of the project `vision`, and what a window shows of them. */
async function openNamespaces(on: ContractCluster) {
  const home = await on.namespace('runai', {})
  const vision = await on.namespace('runai-vision', { 'runai/queue': 'vision' })
  const open = async () => {
    const watch = openWatch(on, undefined, home)
    const isNamed = ({ scope }: { scope: Scope }) => scope.id !== vision
    // Project names may arrive after the rows.
    await watch.until(() => {
      const { credentials, unused } = watch.rows()
      return (
        watch.messages.some(({ kind }) => kind === 'listed') && [...credentials, ...unused].every(isNamed)
      )
    })
    const isHere = ({ namespace }: { namespace: string }) => namespace === home || namespace === vision
    const { credentials, unused } = watch.rows()
    await watch.stop()
    return { credentials: credentials.filter(isHere), unused: unused.filter(isHere) }
  }
  return { home, vision, open }
}

async function csvOf(rows: readonly Credential[]): Promise<string> {
  let text = ''
  const basis = { asOf: 0, limits: usualAgeLimits }
  for await (const piece of csvPieces([...rows], ['name', 'type', 'status', 'scope'], basis)) text += piece
  return text
}

await onBothClusters((on) => {
  describe('a cluster with secrets of every version of Run:ai', () => {
    it('shows each as it must be read, but no copies and nothing that isn’t a credential', async () => {
      const { home, vision, open } = await openNamespaces(on)
      const namespaces = { runai: home, 'runai-vision': vision }
      for (const namespace of ['runai', 'runai-vision'] as const) {
        const ofIt = labelCases.filter(({ secret }) => secret.namespace === namespace)
        const parts = ofIt.map(({ secret }): [string, SecretParts] => [
          secret.name,
          {
            labels: secret.labels,
            type: secret.type,
            annotations: Object.fromEntries(
              Object.entries(secret.annotations ?? {}).map(([key, value]) => [`credenza.app/${key}`, value]),
            ),
            data: dataOf(secret.type),
          },
        ])
        await makeSecrets(on, namespaces[namespace], Object.fromEntries(parts))
      }
      const shown = await open()
      for (const { it: what, secret, reads } of labelCases) {
        const isIt = (row: { namespace: string; kubernetesName: string }) =>
          row.namespace === namespaces[secret.namespace] && row.kubernetesName === secret.name
        const credential = shown.credentials.find(isIt)
        const unused = shown.unused.find(isIt)
        if (reads.as === 'credential') {
          const { name, scope, origin } = reads
          expect(credential, what).toMatchObject({ name, type: reads.type, scope: { kind: scope }, origin })
          const issues = credential?.status.kind === 'issues' ? credential.status.issues : []
          expect(
            issues.map(({ code }) => code),
            what,
          ).toEqual(reads.issues)
        } else expect(credential, what).toBeUndefined()
        if (reads.as === 'unused')
          expect(unused, what).toMatchObject({ type: reads.type, scope: { kind: reads.scope } })
        else expect(unused, what).toBeUndefined()
      }
      // The cases' copies have no originals: each is reported once. Other tests may have left such, too.
      const copied = new Set(
        labelCases.flatMap(({ secret, reads }) => (reads.as === 'copy' ? [secret.name] : [])),
      )
      expect(
        shown.credentials
          .filter(({ uid, kubernetesName }) => uid.includes(' ') && copied.has(kubernetesName))
          .map(({ kubernetesName, status }) => [kubernetesName, status.kind])
          .sort(),
      ).toEqual([
        ['dockerregistry-harbor', 'issues'],
        ['dockerregistry-harbor-2', 'issues'],
      ])
    })

    it('shows what the commands of its documentation registered, and no issue once it has a name', async () => {
      const { home, vision, open } = await openNamespaces(on)
      const made = documented.map((each, at) => ({ ...each, name: `s${at}` }))
      for (const namespace of [home, vision]) {
        const here = made.filter(({ scope }) => (scope === 'project') === (namespace === vision))
        await makeSecrets(on, namespace, Object.fromEntries(here.map(({ name }) => [name, login])))
      }
      for (const { command, name } of made) {
        const words = command.split(' ').map((word) =>
          word
            .replace(/^runai$/, home)
            .replace('<NAMESPACE_OF_PROJECT>', vision)
            .replace('<SECRET_NAME>', name)
            .replace('<credential_type>', credentialType)
            .replace('<department-id>', department),
        )
        await on.kubectl(words)
      }
      const scopes = {
        cluster: { kind: 'cluster', id: '', name: '' },
        department: { kind: 'department', id: department, name: department },
        project: { kind: 'project', id: 'vision', name: 'vision' },
      }
      const unused = new Map((await open()).unused.map((row) => [row.kubernetesName, row]))
      for (const { version, scope, name } of made) {
        const what = `${version}, ${scope}`
        expect(unused.get(name), what).toMatchObject({ type: credentialType, scope: scopes[scope] })
        const namespace = scope === 'project' ? vision : home
        const title = `credenza.app/credential=Harbor ${name}`
        await on.kubectl(['annotate', 'secret', name, '-n', namespace, title])
      }
      const { credentials, unused: left } = await open()
      expect(left).toEqual([])
      const csv = await csvOf(credentials)
      const words = {
        cluster: 'Cluster',
        department: `Department: ${department}`,
        project: 'Project: vision',
      }
      for (const { scope, name } of made)
        expect(csv).toContain(`Harbor ${name},Docker registry,No issues found,${words[scope]}\r\n`)
    })
  })
})

function dataOf(secretType: string): Record<string, string> {
  if (secretType === 'kubernetes.io/dockerconfigjson') return { '.dockerconfigjson': '{"auths":{}}' }
  return secretType === 'kubernetes.io/basic-auth' ? { username: 'u', password: 'p' } : { key: 'value' }
}

import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DownloadMessage } from '../../shared/contract/credentials.ts'
import type { SecretSelection, UnregisteredMessage } from '../../shared/contract/secrets.ts'
import { keysFilter } from '../../shared/rows/filters.ts'
import { secretColumnIds, secretColumnsOf } from '../../shared/secret-columns.ts'
import { onBothClusters } from './both-clusters.ts'
import { holdsValue, makeSecrets, registered, type SecretParts } from './cluster-secrets.ts'
import { login, type OpenProject, openProject } from './open-project.ts'

await onBothClusters((cluster) => {
  const applied = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ data: login }) }
  const plain: SecretParts = { annotations: { ...applied, 'example.com/note': login.Password }, data: login }
  const unused: SecretParts = { ...plain, labels: registered('password') }
  let open: OpenProject
  let folder = ''

  beforeAll(async () => {
    open = await openProject(cluster, 'secrets-csv')
    folder = await mkdtemp(join(tmpdir(), 'credenza-secrets-csv-'))
  })
  afterAll(async () => {
    await open.stop()
    await rm(folder, { recursive: true })
  })

  const selection: SecretSelection = {
    ...{ search: '', searched: ['kubernetesName', 'namespace'], filters: [], withManaged: false },
    ...{ asOf: Date.now(), columns: [...secretColumnIds] },
    sort: { column: 'kubernetesName', descending: true },
  }

  /** Saves secrets to a file in the folder. Returns its rows by title. */
  async function save(
    name: string,
    what: { namespace: string | null; selection: SecretSelection; uids?: string[] },
  ) {
    const { context, secrets, saveAs } = open.application
    const file = join(folder, name)
    const told: DownloadMessage[] = []
    saveAs(file)
    await secrets.download(
      { context, ...what },
      { signal: new AbortController().signal, send: (message) => void told.push(message) },
    )
    const text = await readFile(file, 'utf8')
    expect(holdsValue(text)).toBe(false)
    expect(holdsValue(told)).toBe(false)
    expect(told.at(-1)).toMatchObject({ kind: 'written', path: file })
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
    const { data } = Papa.parse<Record<string, string>>(text.slice(1), {
      header: true,
      skipEmptyLines: true,
    })
    return data
  }

  describe('a download of secrets', () => {
    it('has the unused ones as they are shown, and no value of them', async () => {
      const { namespace } = open
      await makeSecrets(cluster, namespace, { 'unused-1': unused, 'unused-2': unused, other: plain })
      const list = open.application.clusters.opened(open.application.context).list
      const isThere = () => [...list.unused()].filter((secret) => secret.namespace === namespace).length === 2
      await open.application.until(isThere)
      const shown = { ...selection, search: namespace }
      const rows = await save('unused.csv', { namespace: null, selection: shown })
      expect(rows).toMatchObject([{ Secret: 'unused-2' }, { Secret: 'unused-1' }])
      expect(rows[0]).toMatchObject({
        ...{ Namespace: namespace, Scope: 'Project: secrets-csv', 'Scope ID': 'secrets-csv' },
        ...{ Type: 'Username and password', 'Secret type': 'Opaque', Labels: 'Complete', Keys: '2' },
        Status: 'Values in an annotation',
      })
      const uids = [...list.unused()].flatMap(({ uid, kubernetesName }) =>
        kubernetesName === 'unused-1' ? [uid] : [],
      )
      const picked = await save('picked.csv', {
        namespace: null,
        uids,
        selection: { ...shown, filters: [keysFilter('keyCount' as const, ['0'])] },
      })
      expect(picked.map(({ Secret }) => Secret)).toEqual(['unused-1'])
      expect((await readdir(folder)).filter((name) => !name.endsWith('.csv'))).toEqual([])
    })

    it('has the unregistered ones of the namespace that is followed, and is refused for another', async () => {
      const namespace = await cluster.namespace('secrets-csv-free')
      await makeSecrets(cluster, namespace, {
        free: plain,
        partly: { ...plain, labels: { 'run.ai/cluster-wide': 'true' } },
        taken: unused,
        helm: { ...plain, type: 'helm.sh/release.v1' },
      })
      const { context, secrets } = open.application
      const stop = new AbortController()
      let tellListed = () => {}
      const listed = new Promise<void>((resolve) => (tellListed = resolve))
      const ended = secrets.unregistered(
        { context, namespace },
        {
          signal: stop.signal,
          send: (message: UnregisteredMessage) => {
            if (message.kind === 'listed') tellListed()
          },
        },
      )
      await listed
      const shown = { ...selection, columns: [...secretColumnsOf.unregistered] }
      const rows = await save('free.csv', { namespace, selection: shown })
      expect(rows.map((row) => [row['Secret'], row['Labels']])).toEqual([
        ['partly', 'Incomplete'],
        ['free', 'None'],
      ])
      const withManaged = await save('all.csv', { namespace, selection: { ...shown, withManaged: true } })
      expect(withManaged.map(({ Secret }) => Secret)).toEqual(['partly', 'helm', 'free'])
      stop.abort()
      await ended
      await expect(save('late.csv', { namespace, selection: shown })).rejects.toMatchObject({
        failure: { code: 'list-not-open' },
      })
      expect(await readdir(folder)).not.toContain('late.csv')
    })
  })
})

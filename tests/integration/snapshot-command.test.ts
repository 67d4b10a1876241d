import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withScopeId, type ColumnId } from '../../shared/columns.ts'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { applySecret, holdsValue, makeSecrets, marker, type SecretParts } from './cluster-secrets.ts'
import { allRows, openSnapshots } from './open-snapshots.ts'
import { silentServer, startCommand, type Ended } from './run-command.ts'

let folder: string
let out: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-command-'))
  out = join(folder, 'out')
  await mkdir(out)
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const start = (...args: string[]) => startCommand(folder, 'snapshot', ...args)
const run = (...args: string[]) => start(...args).ended

/** One line on standard error, nothing else anywhere. */
async function expectRefusal(ended: Ended, code: number, words: RegExp): Promise<void> {
  expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' })
  expect(ended.stderr).toMatch(words)
  expect(ended.stderr.trimEnd()).not.toContain('\n')
  expect(await readdir(out)).toEqual([])
}

/** A kubeconfig file for a server. */
async function kubeconfigOf(server: string): Promise<string> {
  const path = join(folder, 'some.kubeconfig')
  await writeFile(path, kubeconfigText({ name: 'some', server, user: { token: 'none' } }))
  return path
}

const credential = (name: string): SecretParts => ({
  labels: { 'run.ai/credentials': 'true', 'run.ai/resource': 'password' },
  annotations: { 'credenza.app/credential': name },
})

describe('snapshot on the command line', () => {
  it('writes the same bytes as the window’s download of the same columns, and prints only the path', async () => {
    const cluster = useCluster()
    const [mine, others] = await Promise.all([
      cluster.namespace('mine', { 'runai/queue': 'mine' }),
      cluster.namespace('others', { 'runai/queue': 'others' }),
    ])
    await makeSecrets(cluster, mine, { a: credential('=Formula'), b: credential('bücher, "zitiert"') })
    await makeSecrets(cluster, others, { c: credential('Of others') })
    const user = await cluster.user('few', {
      clusterRules: [{ resources: ['namespaces'], verbs: ['list', 'watch'] }],
      namespaceRules: { [mine]: [{ resources: ['secrets'], verbs: ['list', 'watch'] }] },
    })
    const application = await openSnapshots(user.kubeconfig)
    const list = await application.openList()
    const { context } = application

    for (const columns of [allRows().columns, ['scope', 'name'] satisfies ColumnId[]]) {
      await application.download(application.at('window.csv'), allRows(columns))
      const ended = await run(
        ...['--kubeconfig', user.kubeconfig, '--context', context],
        ...['--out', out, '--columns', withScopeId(columns).join(',')],
      )
      expect(ended.code).toBe(0)
      const path = ended.stdout.replace(/\n$/, '')
      expect(basename(path)).toMatch(/^credentials-.+-\d{4}-\d\d-\d\d-\d{6}[+-]\d{4}\.csv$/)
      expect(await readFile(path)).toEqual(await readFile(application.at('window.csv')))
      expect((await stat(path)).mode & 0o777).toBe(0o600)
      // What is missing is reported, and otherwise nothing.
      expect(ended.stderr).toContain(others)
      expect(ended.stderr).toMatch(/Not in the snapshot, because you can’t read them/)
    }
    const whole = await application.takeSnapshot({
      context,
      folder: out,
      columns: allRows().columns,
      seconds: 60,
      signal: new AbortController().signal,
    })
    expect(await readFile(whole.path, 'utf8')).toContain('bücher')
    expect(whole).toMatchObject({ rows: 2, namespaces: 1 })
    await list.stop()
    await application.end()
  })

  it('lets no value reach the snapshot, what it prints, or a file: not of data, not of an applied copy', async () => {
    const cluster = useCluster()
    const namespace = await cluster.namespace('valued', { 'runai/queue': 'valued' })
    const values = { User: 'robot', Password: `${marker}-of-a-job` }
    await applySecret(cluster, { name: 'applied', namespace, ...credential('Applied') }, values)
    await makeSecrets(cluster, namespace, { made: { ...credential('Made'), data: values } })
    const user = await cluster.user('job', {
      namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs: ['get', 'list', 'watch'] }] },
      clusterRules: [{ resources: ['namespaces'], verbs: ['list'] }],
    })
    const ended = await run('--context', 'job', '--kubeconfig', user.kubeconfig, '--out', out)
    expect(ended.code).toBe(0)
    expect(await readFile(ended.stdout.trim(), 'utf8')).toContain('Applied,')
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    )
    const texts = await Promise.all(
      files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')),
    )
    expect(texts.length).toBeGreaterThan(1)
    expect([ended, ...texts].filter(holdsValue)).toEqual([])
  })

  it('never runs a plugin that was not allowed in the window, wherever its kubeconfig lies, and says how to allow it', async () => {
    const plugin = join(folder, 'plugin')
    await writeFile(plugin, `#!/bin/sh\necho ran >> '${join(folder, 'ran')}'\n`, { mode: 0o755 })
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: plugin, interactiveMode: 'Never' }
    const text = kubeconfigText({ name: 'some', server: 'https://127.0.0.1:1', user: { exec } })
    await mkdir(join(folder, '.kube'))
    await writeFile(join(folder, '.kube/config'), text)
    await writeFile(join(folder, 'given'), text)
    for (const places of [[], ['--kubeconfig', join(folder, 'given')]]) {
      const ended = await run('--context', 'some', '--out', out, ...places)
      await expectRefusal(
        ended,
        4,
        /wants to run .*plugin\. .* To allow it, open .* in Credenza’s window once\./,
      )
    }
    expect(await readdir(folder)).not.toContain('ran')
  })

  it('sends no file from outside the folder of a kubeconfig that was not allowed in the window', async () => {
    await mkdir(join(folder, 'sent'))
    await writeFile(join(folder, '.vault-token'), 'hvs.secret')
    const silent = await silentServer()
    const user = { tokenFile: '../.vault-token' }
    const given = join(folder, 'sent/config')
    // User credentials are never sent to an unencrypted address anyway.
    const server = silent.address.replace('http:', 'https:')
    await writeFile(given, kubeconfigText({ name: 'some', server, user }))
    const ended = await run('--context', 'some', '--out', out, '--kubeconfig', given)
    silent.close()
    await expectRefusal(ended, 4, /\.vault-token.* Nothing was read\. To allow it, open/)
    expect(ended.stderr).not.toContain('hvs.')
  })

  it('reads the whole cluster at once for an administrator', async () => {
    const cluster = useCluster()
    const namespace = await cluster.namespace('whole', { 'runai/queue': 'whole' })
    await makeSecrets(cluster, namespace, { a: credential(`of ${namespace}`) })
    const ended = await run('--context', 'admin', '--kubeconfig', cluster.adminKubeconfig, '--out', out)
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(await readFile(ended.stdout.trim(), 'utf8')).toContain(`of ${namespace},`)
  })

  it('says that the user may not read anything, and writes nothing', async () => {
    const nobody = await useCluster().user('nobody')
    const ended = await run('--context', 'nobody', '--kubeconfig', nobody.kubeconfig, '--out', out)
    await expectRefusal(ended, 5, /secrets/)
  })

  it('says that the token is refused', async () => {
    const cluster = useCluster()
    const user = await cluster.user('refused')
    const path = join(folder, 'refused.kubeconfig')
    await writeFile(path, (await readFile(user.kubeconfig, 'utf8')).replace(user.token, 'not-a-token'))
    await expectRefusal(await run('--context', 'refused', '--kubeconfig', path, '--out', out), 4, /./)
  })

  it('says that the cluster can’t be reached', async () => {
    // Nothing listens there.
    const kubeconfig = await kubeconfigOf('http://127.0.0.1:1')
    const ended = await run('--context', 'some', '--kubeconfig', kubeconfig, '--out', out)
    await expectRefusal(ended, 6, /127\.0\.0\.1/)
  })

  it('gives up after its time limit', async () => {
    const server = await silentServer()
    const kubeconfig = await kubeconfigOf(server.address)
    const ended = await run('--context', 'some', '--kubeconfig', kubeconfig, '--out', out, '--timeout', '1')
    server.close()
    await expectRefusal(ended, 6, /1 s/)
  })

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('leaves nothing when it is ended by %s', async (signal, code) => {
    const server = await silentServer()
    const kubeconfig = await kubeconfigOf(server.address)
    const { ended, child } = start('--context', 'some', '--kubeconfig', kubeconfig, '--out', out)
    await server.called
    child.kill(signal)
    await expectRefusal(await ended, code, /^Cancelled/)
    server.close()
  })

  it('says what is wrong with its kubeconfig, its context, its folder and its options', async () => {
    const { adminKubeconfig } = useCluster()
    const admin = ['--context', 'admin', '--kubeconfig', adminKubeconfig]
    await expectRefusal(await run('--context', 'x', '--out', out), 3, /kubeconfig/)
    await expectRefusal(await run('--context', 'x', '--kubeconfig', adminKubeconfig, '--out', out), 3, /x/)
    await expectRefusal(await run(...admin, '--out', join(out, 'missing')), 7, /missing/)
    await expectRefusal(await run(...admin), 2, /--out/)
    await expectRefusal(await run(...admin, '--out', out, '--colums', 'name'), 2, /--colums/)
    await expectRefusal(await run(...admin, '--out', out, '--columns', 'name,values'), 2, /--columns/)
  })

  it('reads the sandbox and keeps nothing of it', async () => {
    const ended = await run('--sandbox', '--out', out, `--user-data-dir=${join(folder, 'data')}`)
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(await readFile(ended.stdout.trim(), 'utf8')).toContain('Artifactory pull')
    // Files being written are noted there meanwhile.
    expect(await readdir(join(folder, 'data'))).toEqual(['logs', 'writing'])
    expect(await readdir(join(folder, 'data', 'writing'))).toEqual([])
  })
})

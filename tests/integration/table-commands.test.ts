import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { consoleExports, credenzaExport } from '../csv/console-exports.ts'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { applySecret, holdsValue, marker } from './cluster-secrets.ts'
import { builtCommand } from './built-command.ts'
import { silentServer, startCommand, type Ended } from './run-command.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'credenza-command-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

const at = (name: string) => join(folder, name)

async function file(name: string, content: string | Buffer): Promise<string> {
  await writeFile(at(name), content)
  return at(name)
}

async function run(...args: string[]): Promise<Ended> {
  const { child, ended } = startCommand(folder, ...args)
  child.stdin.end()
  return ended
}

const one = 'Credential,Scope\na,Cluster\nb,Cluster\n'
const other = 'Credential,Scope\nb,Cluster\nc,Cluster\n'
const isTemporary = (name: string) => name.startsWith('credenza-input-')

describe('compare, history and read on the command line', () => {
  it('end with 0 if nothing differs, and with 10 if something does', async () => {
    const [a, b] = [await file('a.csv', one), await file('b.csv', other)]
    expect(await run('compare', a, a)).toEqual({
      code: 0,
      stdout: '0 added\n0 removed\n0 changed\n2 unchanged\n0 unmatched\n',
      stderr: '',
    })
    expect(await run('compare', a, b)).toEqual({
      code: 10,
      stdout:
        '1 added\n1 removed\n0 changed\n1 unchanged\n0 unmatched\nRemoved: a (Cluster)\nAdded: c (Cluster)\n',
      stderr: '',
    })
    const reverse = await file('reverse.csv', 'Credential,Scope\nb,Cluster\na,Cluster\n')
    expect((await run('compare', a, reverse)).code).toBe(0)
  })

  it('don’t replace a snapshot by its own differences, also not through a link', async () => {
    const [a, b] = [await file('a.csv', one), await file('b.csv', other)]
    await symlink(b, at('link.csv'))
    for (const out of [a, b, at('link.csv')]) {
      const ended = await run('compare', a, b, '--out', out)
      expect(ended).toMatchObject({ code: 2, stdout: '' })
      expect(ended.stderr).toContain('--out is one of the compared files')
    }
    expect(await Promise.all([a, b].map((path) => readFile(path, 'utf8')))).toEqual([one, other])
  })

  it('write the difference in each form, which can be compared again', async () => {
    const [a, b] = [await file('a.csv', one), await file('b.csv', other)]
    for (const form of ['csv', 'json', 'html']) {
      const out = at(`difference.${form}`)
      const ended = await run('compare', a, b, '--out', out)
      expect(ended).toEqual({
        code: 10,
        stdout: '1 added\n1 removed\n0 changed\n1 unchanged\n0 unmatched\n',
        stderr: '',
      })
      const printed = await run('compare', a, b, '--format', form)
      // A report contains the time at which it was written.
      if (form !== 'html') expect(printed.stdout).toBe(await readFile(out, 'utf8'))
      expect(await readFile(out, 'utf8')).toContain('Cluster')
    }
    expect((await run('compare', a, at('difference.csv'))).code).toBe(10)
  })

  it('read the standard input and what a shell passes for <(…), and leave nothing behind', async () => {
    const [a, b] = [await file('a.csv', one), await file('b.csv', other)]
    const named = await run('compare', a, b)
    const { child, ended } = startCommand(folder, 'compare', '-', b)
    child.stdin.end(one)
    expect(await ended).toEqual(named)
    if (process.platform !== 'win32') {
      const script = `"$0" "$1" compare <(cat a.csv) <(cat b.csv)`
      const substituted = await new Promise<Ended>((resolve) =>
        execFile(
          'bash',
          ['-c', script, process.execPath, builtCommand()],
          { cwd: folder, env: { ...process.env, HOME: folder, TMPDIR: folder } },
          (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
        ),
      )
      expect(substituted).toEqual(named)
    }
    expect((await readdir(folder)).filter(isTemporary)).toEqual([])
  })

  it('end silently if nobody reads on', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `name ${at},Cluster\n`).join('')
    const [a, b] = [await file('a.csv', one), await file('b.csv', `Credential,Scope\n${rows}`)]
    for (const [args, code] of [
      [['read', b, '--format', 'json'], 0],
      [['compare', a, b], 10],
    ] as const) {
      const { child, ended } = startCommand(folder, ...args)
      child.stdout.once('data', () => child.stdout.destroy())
      expect(await ended).toMatchObject({ code, stderr: '' })
    }
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('leave nothing when they are ended by %s', async (signal, code) => {
    const silent = await silentServer()
    const kubeconfig = await file(
      'kubeconfig',
      kubeconfigText({ name: 'some', server: silent.address, user: { token: 'none' } }),
    )
    const args = ['compare', '-', '--context', 'some', '--kubeconfig', kubeconfig, '--out', at('out.csv')]
    const { child, ended } = startCommand(folder, ...args)
    child.stdin.end(one)
    await silent.called
    child.kill(signal)
    expect(await ended).toMatchObject({ code, stdout: '', stderr: 'Cancelled. No file was written.\n' })
    silent.close()
    expect((await readdir(folder)).filter((name) => isTemporary(name) || name === 'out.csv')).toEqual([])
  })

  it('take exports of the console of each version for the same as Credenza’s, and ask which number is the day', async () => {
    const ours = await file('ours.csv', credenzaExport())
    for (const { version, text } of consoleExports) {
      const theirs = await file(`console-${version}.csv`, text)
      const { stdout } = await run('compare', theirs, ours)
      expect(stdout, version).toMatch(/^\d added\n0 removed\n0 changed\n[345] unchanged\n/)
      expect((await run('read', theirs)).stdout, version).toContain('Exported by the Run:ai console')
    }
    const text = 'Credentials,Scope,Creation time\na,Cluster,"03/04/2026, 2:00 PM"\n'
    const open = await file('open.csv', text)
    const asked = await run('read', open)
    expect(asked.stderr).toContain('They stay text until you choose.')
    const said = await run('read', open, '--dates', 'day-first', '--format', 'json')
    expect(said.stdout).toContain(new Date(2026, 3, 3, 14).toISOString().slice(0, 16))
  })

  it('say what is wrong with a file, a folder, a context and an option', async () => {
    const a = await file('a.csv', one)
    const fails = async (code: number, words: RegExp, ...args: string[]) => {
      const ended = await run(...args)
      expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' })
      expect(ended.stderr).toMatch(words)
      expect(ended.stderr.trimEnd()).not.toContain('\n')
    }
    await fails(1, /Can’t read missing\.csv/, 'compare', a, at('missing.csv'))
    await fails(1, /isn’t a CSV file/, 'read', await file('x.csv', '%PDF-1.7\n'))
    await fails(1, /standard input is empty/, 'read', '-')
    await fails(1, /Can’t read/, 'history', at('missing'))
    await fails(2, /two sides/, 'compare', a)
    await fails(2, /--colour/, 'read', a, '--colour')
    await fails(2, /Unknown command: reed/, 'reed', a)
    await fails(
      3,
      /nobody/,
      'compare',
      a,
      '--context',
      'nobody',
      '--kubeconfig',
      useCluster().adminKubeconfig,
    )
    await fails(7, /out\.csv/, 'compare', a, a, '--out', at('missing/out.csv'))
  })

  it('show control characters instead of sending them to the terminal', async () => {
    const hostile = 'x\u001b[31m\u202e"'
    const a = await file('a.csv', one)
    const b = await file('b.csv', `Credential,Scope\n"${hostile.replaceAll('"', '""')}",Cluster\n`)
    const text = await run('compare', a, b)
    expect(text.stdout).toContain('Added: x␛[31m⟨U+202E⟩" (Cluster)')
    const json = await run('compare', a, b, '--format', 'json')
    expect(json.stdout).toMatch(/^[\x20-\x7e\n]*$/)
    const { difference } = JSON.parse(json.stdout) as { difference: { rows: { cells: string[] }[] } }
    expect(difference.rows.map(({ cells }) => cells[0])).toContain(hostile)
  })

  it('compare with the live list of a cluster on either side, and let no value of a secret out', async () => {
    const cluster = useCluster()
    const namespace = await cluster.namespace('compared', { 'runai/queue': 'compared' })
    const credential = (name: string) => ({
      name,
      namespace,
      labels: { 'run.ai/credentials': 'true', 'run.ai/resource': 'password' },
      annotations: { 'credenza.app/credential': name },
    })
    const values = { User: 'robot', Password: `${marker}-of-a-comparison` }
    await applySecret(cluster, credential('first'), values)
    const user = await cluster.user('comparer', {
      namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs: ['get', 'list', 'watch'] }] },
      clusterRules: [{ resources: ['namespaces'], verbs: ['list'] }],
    })
    const live = ['--context', 'comparer']
    const from = ['--kubeconfig', user.kubeconfig]
    const { stdout } = await run('snapshot', ...live, ...from, '--out', folder)
    const exported = stdout.trim()
    expect(await run('compare', exported, ...live, ...from)).toMatchObject({ code: 0 })
    expect(await run('compare', ...live, ...live, ...from)).toMatchObject({ code: 0 })

    await applySecret(cluster, credential('second'), values)
    const forward = await run(
      'compare',
      exported,
      ...live,
      ...from,
      '--format',
      'json',
      '--out',
      at('d.json'),
    )
    expect(forward).toMatchObject({
      code: 10,
      stdout: '1 added\n0 removed\n0 changed\n1 unchanged\n0 unmatched\n',
    })
    const backward = await run('compare', ...live, exported, ...from)
    expect(backward.stdout).toContain(`Removed: second (${namespace}/second)`)

    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    )
    const texts = await Promise.all(
      files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')),
    )
    expect(texts.some((text) => text.includes('second'))).toBe(true)
    expect([forward, backward, ...texts].filter(holdsValue)).toEqual([])
  })
})

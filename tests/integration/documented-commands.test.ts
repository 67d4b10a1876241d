import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCredentialLink } from '../../shared/contract/credential-link.ts'
import { readRegistration } from '../../shared/registration.ts'
import { readStartArguments } from '../../tools/setup/start-arguments.mjs'
import { useCluster } from '../cluster/use-cluster.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFile(join(root, path), 'utf8')

/** The commands in a document: each line of its shell blocks. */
async function commandsOf(document: string): Promise<string[]> {
  const blocks = [...(await read(document)).matchAll(/^```sh\n(.*?)^```/gms)].map(([, lines = '']) => lines)
  return blocks.flatMap((lines) => lines.split('\n').filter((line) => line.trim() !== ''))
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-documents-'))
  await mkdir(join(folder, 'out'))
  await writeFile(join(folder, 'password.txt'), 'correct horse')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The arguments after `npm start` and `--`, with existing files and names. */
function argumentsOf(command: string, names: Readonly<Record<string, string>> = {}): string[] {
  const words = command
    .replace(/^npm start( --silent)?( --)?/, '')
    .trim()
    .split(/\s+/)
    .filter(Boolean)
  return words.map((word) => names[word] ?? word.replace('…', ''))
}

interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** Runs `npm start` like npm, with its own home and no display. */
function start(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  const { PATH = '' } = process.env
  const env = { PATH, HOME: folder, CREDENZA_RUNTIME: 'chromium', ...environment }
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(root, 'tools/start.mjs'), ...args],
      { cwd: folder, env },
      (error, stdout, stderr) => done({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    )
  })
}

const opensWindow = (command: string) => {
  expect(readStartArguments(argumentsOf(command))).toMatchObject({ kind: 'window' })
  return Promise.resolve()
}

async function writesSnapshot(command: string, environment: Record<string, string> = {}): Promise<void> {
  const out = await mkdtemp(join(folder, 'out', 'snapshot-'))
  const { code, stdout, stderr } = await start(argumentsOf(command, { DIR: out, NAME: 'test' }), environment)
  expect({ code, stderr }).toMatchObject({ code: 0 })
  const [file = ''] = await readdir(out)
  expect(stdout).toBe(`${join(out, file)}\n`)
  expect(await readFile(join(out, file), 'utf8')).toContain('Credential')
}

async function prints(command: string, words: RegExp): Promise<void> {
  expect(await start(argumentsOf(command))).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(words) as string,
  })
}

const hasScript = async (command: string) => {
  const name = command.replace(/^npm (run )?/, '').split(' ')[0] ?? ''
  const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> }
  expect(Object.keys(scripts)).toContain(name)
}

/** The administrator's kubeconfig, with a context called `test`. */
async function ownKubeconfig(): Promise<string> {
  const file = join(folder, 'kubeconfig')
  const config = JSON.parse(await readFile(useCluster().adminKubeconfig, 'utf8')) as {
    contexts: { name: string }[]
  }
  for (const context of config.contexts) context.name = 'test'
  await writeFile(file, JSON.stringify(config), { mode: 0o600 })
  return file
}

/** Two neighboring snapshots of a series, with the README's names. */
async function twoSnapshots(): Promise<Record<string, string>> {
  const inside = join(folder, 'series')
  await mkdir(inside, { recursive: true })
  const write = async (day: string, names: readonly string[]) => {
    const file = join(inside, `credentials-prod-${day}-060000.csv`)
    await writeFile(file, `Credential,Scope\n${names.map((name) => `${name},Cluster\n`).join('')}`)
    return file
  }
  return {
    'BEFORE.csv': await write('2026-09-01', ['a', 'b']),
    'AFTER.csv': await write('2026-09-02', ['a', 'c']),
  }
}

/** How each command of README.md is tested. Opening a real window is tested by the specs. */
const readme: Readonly<Record<string, (command: string) => Promise<void>>> = {
  'npm start': opensWindow,
  'npm start -- --kubeconfig FILE --context NAME': opensWindow,
  'npm start -- --context NAME --credential NAMESPACE/NAME': (command) => {
    const names = { 'NAMESPACE/NAME': 'runai-vision/harbor-pull' }
    expect(readStartArguments(argumentsOf(command, names))).toMatchObject({
      application: ['--context=NAME', '--credential=runai-vision/harbor-pull'],
    })
    return Promise.resolve()
  },
  "npm start -- 'credenza:NAMESPACE/NAME?context=CONTEXT'": () => {
    const address = 'credenza:runai-vision/harbor-pull?context=prod'
    expect(readStartArguments([address])).toMatchObject({ application: [address], namesPlace: true })
    expect(readCredentialLink(address)).toEqual({
      context: 'prod',
      namespace: 'runai-vision',
      name: 'harbor-pull',
    })
    return Promise.resolve()
  },
  'npm start -- --sandbox': opensWindow,
  'npm start -- review FILE…': opensWindow,
  'npm start -- --sandbox --picture FILE': (command) => {
    expect(readStartArguments(argumentsOf(command))).toMatchObject({ kind: 'window', picture: 'FILE' })
    return Promise.resolve()
  },
  'npm start -- --help': (command) => prints(command, /--kubeconfig FILE.*--picture FILE/s),
  'npm start -- --version': (command) => prints(command, /^\d+\.\d+\.\d+\n$/),
  'npm start --silent -- activity verify': (command) => prints(command, /^Verified: 0 entries/),
  'npm start --silent -- activity list': (command) => prints(command, /^$/),
  'npm start --silent -- snapshot --help': (command) =>
    prints(command, /--columns.*name, description, type/s),
  'npm start --silent -- snapshot --sandbox --out DIR': (command) => writesSnapshot(command),
  'npm start --silent -- snapshot --context NAME --out DIR': async (command) => {
    await writesSnapshot(command, { KUBECONFIG: await ownKubeconfig() })
  },
  'npm start --silent -- compare BEFORE.csv AFTER.csv': async (command) => {
    const ended = await start(argumentsOf(command, await twoSnapshots()))
    expect(ended).toMatchObject({ code: 10, stderr: '' })
    expect(ended.stdout).toMatch(
      /^1 added\n1 removed\n0 changed\n1 unchanged\n0 unmatched\nRemoved: b .*\nAdded: c .*\n$/s,
    )
  },
  'npm start --silent -- compare BEFORE.csv --context NAME --out FILE': async (command) => {
    const out = join(folder, 'difference.csv')
    const names = { ...(await twoSnapshots()), NAME: 'test', FILE: out }
    const ended = await start(argumentsOf(command, names), { KUBECONFIG: await ownKubeconfig() })
    expect(ended.code).toBe(10)
    expect(ended.stdout).toMatch(/^\d+ added\n2 removed\n/)
    expect(await readFile(out, 'utf8')).toContain('\r\nRemoved,,a,')
  },
  'npm start --silent -- compare --help': (command) => prints(command, /--out FILE.*Exit codes: 0/s),
  'npm start --silent -- history DIR': async (command) => {
    await twoSnapshots()
    const ended = await start(argumentsOf(command, { DIR: join(folder, 'series') }))
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout).toMatch(/^2 snapshots of prod, 2 events\n.* appeared c .*\n.* disappeared b .*\n$/s)
  },
  'npm start --silent -- history --help': (command) => prints(command, /--cluster NAME/),
  'npm start --silent -- read FILE --format json': async (command) => {
    const { 'BEFORE.csv': file = '' } = await twoSnapshots()
    const ended = await start(argumentsOf(command, { FILE: file }))
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(ended.stdout)).toMatchObject({
      encoding: 'UTF-8',
      rows: 2,
      table: {
        rows: [
          ['a', 'Cluster'],
          ['b', 'Cluster'],
        ],
      },
    })
  },
  'npm start --silent -- read --help': (command) => prints(command, /--format FORMAT/),
  'npm test': async (command) => {
    await hasScript(command)
    // This test is a part of what it runs.
    expect(await read('tools/setup/suites.mjs')).toMatch(/^ {2}integration: /m)
  },
  'npm run package': async (command) => {
    await hasScript(command)
    // It takes minutes and needs the network: hosted CI creates the packages for every change.
    expect(await read('.github/workflows/ci.yml')).toContain(command)
  },
  'kubectl create secret generic harbor-pull -n runai-vision --from-literal=User=robot --from-file=Password=password.txt':
    (command) => kubectl(command),
  'kubectl label secret harbor-pull -n runai-vision run.ai/credentials=true run.ai/resource=password': async (
    command,
  ) => {
    await kubectl(command)
    const cluster = useCluster()
    const secret = await cluster.kubectl([
      'get',
      'secret',
      'harbor-pull',
      '-n',
      await visionNamespace(),
      '-o',
      'json',
    ])
    const { metadata } = JSON.parse(secret) as { metadata: { labels: Record<string, string> } }
    expect(readRegistration(metadata.labels, 'runai-vision')).toMatchObject({
      scope: 'project',
      resource: 'password',
    })
  },
}

let vision: Promise<string> | undefined
const visionNamespace = () => (vision ??= useCluster().namespace('runai-vision', { 'runai/queue': 'vision' }))

async function kubectl(command: string): Promise<void> {
  const namespace = await visionNamespace()
  const words = command.split(' ').slice(1)
  const args = words.map((word) =>
    word.replace('runai-vision', namespace).replace('=password.txt', `=${join(folder, 'password.txt')}`),
  )
  await useCluster().kubectl(args)
}

describe('the commands of README.md', () => {
  it('are all tried here, and no others', async () => {
    expect([...new Set(await commandsOf('README.md'))].sort()).toEqual(Object.keys(readme).sort())
  })

  for (const [command, tryIt] of Object.entries(readme)) {
    it(command, () => tryIt(command))
  }
})

/** Documents also name scripts of package.json in sentences. */
describe.each(['README.md', 'CONTRIBUTING.md', 'docs/releasing.md'])('%s', (document) => {
  it('names only existing scripts', async () => {
    const named = [...(await read(document)).matchAll(/npm run ([a-z\d:]+)/g)].map(([, name]) => name)
    const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> }
    expect(named.filter((name) => scripts[name ?? ''] === undefined)).toEqual([])
  })

  it('links only to existing files and headings', async () => {
    const text = await read(document)
    const base = join(document, '..')
    const targets = [...text.matchAll(/\]\(([^)#\s]*)(?:#([^)]*))?\)/g)]
    expect(targets.length).toBeGreaterThan(0)
    const broken: string[] = []
    for (const [, path = '', heading] of targets) {
      if (/^https?:/.test(path)) continue
      const target = path === '' ? document : join(base, path)
      const content = await read(target).catch(async () => readdir(join(root, target)).catch(() => null))
      if (content === null) broken.push(target)
      else if (
        heading !== undefined &&
        typeof content === 'string' &&
        !headingsOf(content).includes(heading)
      ) {
        broken.push(`${target}#${heading}`)
      }
    }
    expect(broken).toEqual([])
  })

  it('names only existing files and folders', async () => {
    const named = [
      ...(await read(document)).matchAll(/`((?:electron|renderer|shared|tools|tests|docs)\/[\w./-]*)`/g),
    ]
    const missing: string[] = []
    for (const [, path = ''] of named) {
      const isThere = await read(path).then(
        () => true,
        () =>
          readdir(join(root, path)).then(
            () => true,
            () => false,
          ),
      )
      if (!isThere) missing.push(path)
    }
    expect(missing).toEqual([])
  })
})

/** The anchors of headings, as on GitHub. */
const headingsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  )

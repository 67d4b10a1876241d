import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  cell,
  expect,
  launch,
  rowOf,
  savedNote,
  searchField,
  test,
  type StartedApplication,
} from './application.ts'
import { callBridge } from './bridge.ts'
import { expectNoValueIn } from './launch.ts'
import { plantedValue } from './planted-values.ts'
import { startRecordingProxy } from './recording-proxy.ts'
import { claimByKubectl } from './secrets-made-by-kubectl.ts'

/** A unique value, in plaintext and as the API sends it. */
function freshValue(): { plain: string; forms: string[] } {
  const plain = plantedValue()
  return { plain, forms: [plain, Buffer.from(plain).toString('base64').replace(/=+$/, '')] }
}

test('no value of a secret crosses the network for the list and its watch, nor reaches any file', async ({
  start,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-quiet', { 'runai/queue': 'quiet' })
  const reader = await cluster.user('list-reader', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
  })
  const values = Array.from({ length: 20 }, freshValue)
  const create = (index: number) =>
    cluster.kubectl([
      ...['create', 'secret', 'generic', `quiet-${index}`, '-n', namespace],
      ...['--from-literal=User=robot', `--from-literal=Password=${values[index]?.plain ?? ''}`],
    ])
  const register = (index: number) =>
    cluster.kubectl([
      ...['label', 'secret', `quiet-${index}`, '-n', namespace],
      ...['run.ai/credentials=true', 'run.ai/resource=password'],
    ])
  for (let index = 0; index < 10; index++) {
    await create(index)
    await register(index)
    if (index < 5)
      await claimByKubectl(cluster, { namespace, name: `quiet-${index}` }, { credential: `Quiet ${index}` })
  }

  const proxy = await startRecordingProxy(cluster)
  const { window, home, saveAs } = await start({
    kubeconfig: await writeKubeconfig(proxy.kubeconfig(reader.token), cluster.folder),
  })
  await searchField(window).fill(namespace)
  await expect(window.getByRole('contentinfo')).toContainText('Live')

  // And while following: new secrets, changed values, a claim.
  for (let index = 10; index < 20; index++) {
    await create(index)
    await register(index)
    await claimByKubectl(cluster, { namespace, name: `quiet-${index}` }, { credential: `Quiet ${index}` })
  }
  const rotated = freshValue()
  await cluster.kubectl([
    ...['patch', 'secret', 'quiet-0', '-n', namespace, '--type', 'merge', '-p'],
    JSON.stringify({
      stringData: { Password: rotated.plain },
      metadata: { annotations: { 'credenza.app/description': 'rotated' } },
    }),
  ])
  await searchField(window).fill('quiet-0')
  await expect(cell(rowOf(window, 'quiet-0'), 'name')).toContainText('rotated')
  await searchField(window).fill('quiet-19')
  await expect(rowOf(window, 'quiet-19')).toBeVisible()
  const file = join(home, 'quiet.csv')
  await saveAs(file)
  await window.keyboard.press('Control+s')
  await expect(savedNote(window, file)).toBeVisible()

  const recorded = proxy.recorded()
  await proxy.stop()
  expect(recorded.includes('quiet-19')).toBe(true)
  const files = await filesBelow(home)
  expect(files.some(({ path }) => path.endsWith('.log'))).toBe(true)
  for (const form of [...values, rotated].flatMap(({ forms }) => forms)) {
    expect(recorded.includes(form)).toBe(false)
    for (const { path, content } of files) expect(content.includes(form), path).toBe(false)
  }
})

test('values that kubectl apply left in an annotation are reported as an issue and reach neither window nor file', async ({
  start,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-applied', { 'runai/queue': 'applied' })
  const value = freshValue()
  await cluster.kubectl(['apply', '-f', '-'], {
    input: JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'applied',
        namespace,
        labels: { 'run.ai/credentials': 'true', 'run.ai/resource': 'password' },
        annotations: { 'credenza.app/credential': 'Applied' },
      },
      stringData: { User: 'robot', Password: value.plain },
    }),
  })
  const { electron, window, home, saveAs } = await start({ kubeconfig: cluster.adminKubeconfig })
  // Records every message to the window from now on.
  await electron.evaluate(({ webContents }) => {
    const seen: string[] = ((globalThis as { sent?: string[] }).sent = [])
    for (const contents of webContents.getAllWebContents()) {
      const send = contents.send.bind(contents)
      contents.send = (channel: string, ...args: unknown[]) => {
        seen.push(JSON.stringify(args))
        send(channel, ...args)
      }
    }
  })
  await window.keyboard.press('F5')
  await searchField(window).fill('applied')
  await expect(cell(rowOf(window, 'Applied'), 'status')).toHaveText('1 issue')
  await claimByKubectl(cluster, { namespace, name: 'applied' }, { description: 'changed' })
  await expect(cell(rowOf(window, 'Applied'), 'name')).toContainText('changed')
  const file = join(home, 'applied.csv')
  await saveAs(file)
  await window.keyboard.press('Control+s')
  await expect(savedNote(window, file)).toBeVisible()

  const sent = await electron.evaluate(() => (globalThis as { sent?: string[] }).sent?.join('\n') ?? '')
  expect(sent).toContain('changed')
  const page = await window.content()
  for (const form of value.forms) {
    expect(sent.includes(form)).toBe(false)
    expect(page.includes(form)).toBe(false)
    for (const { path, content } of await filesBelow(home)) expect(content.includes(form), path).toBe(false)
  }
})

async function writeKubeconfig(content: string, folder: string): Promise<string> {
  const path = join(folder, `recorded-${randomBytes(4).toString('hex')}.kubeconfig`)
  await writeFile(path, content, { mode: 0o600 })
  return path
}

/** Every file in the application's home, including its user data. */
async function filesBelow(folder: string): Promise<{ path: string; content: Buffer }[]> {
  const found: { path: string; content: Buffer }[] = []
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) found.push({ path, content: await readFile(path) })
  }
  return found
}

test('a value that was left in a file of the application, in any form, fails the test that left it', async ({
  start,
}) => {
  const { home, userData } = await start()
  await expectNoValueIn(home)
  const value = plantedValue()
  const left = {
    'as-text.log': `{"password":"${value}"}`,
    'of-two-bytes-a-sign': Buffer.from(value, 'utf16le'),
    'as-the-api-sends-it': base64(value),
    'in-a-docker-config': base64(`{"auth":"${value}"}`),
    'in-the-login-of-a-docker-config': base64(JSON.stringify({ auth: base64(`robot:${value}`) })),
    'core.1': Buffer.concat([Buffer.alloc(1000), Buffer.from(value), Buffer.alloc(1000)]),
  }
  for (const [name, content] of Object.entries(left)) {
    await writeFile(join(userData, name), content)
    await expect(expectNoValueIn(home)).rejects.toThrow(name)
    await rm(join(userData, name))
  }
})

interface Leaker {
  name: string
  /** The message of a failed test. */
  words: string
  leak: (application: StartedApplication, value: string) => Promise<unknown>
}

const leakers: Leaker[] = [
  {
    name: 'told to the window in a stream',
    words: 'sent to the window: credentials:watch',
    leak: ({ electron }, value) =>
      electron.evaluate(({ webContents }, text) => {
        for (const contents of webContents.getAllWebContents()) contents.send('credentials:watch', 0, text)
      }, value),
  },
  {
    name: 'in the answer to an operation',
    words: 'sent to the window: settings:change',
    leak: ({ window }, value) => callBridge(window, 'settings', 'change', { recentActions: [value] }),
  },
  {
    name: 'printed by the main process',
    words: 'printed',
    leak: ({ electron }, value) =>
      electron.evaluate((_, text) => {
        process.stderr.write(`${text}\n`)
      }, value),
  },
  {
    name: 'printed by the window',
    words: 'printed',
    leak: ({ window }, value) =>
      window.evaluate((text) => {
        console.log(text)
      }, value),
  },
  {
    name: 'in the profile of the browser',
    words: 'Planted Log',
    leak: ({ electron, userData }, value) =>
      electron.evaluate(
        (_, { text, folder }) => {
          const { readdirSync, writeFileSync } = process.getBuiltinModule('fs')
          const temporary = process.env['TMPDIR'] ?? ''
          const own = readdirSync(temporary).find((name) => name.startsWith('chromium-runtime-'))
          writeFileSync(`${own === undefined ? folder : `${temporary}/${own}/profile`}/Planted Log`, text)
        },
        { text: value, folder: userData },
      ),
  },
  {
    name: 'in a core file where the application was started',
    words: 'core',
    leak: ({ home }, value) => writeFile(join(home, 'core'), value),
  },
]

for (const { name, words, leak } of leakers)
  test(`a value ${name} fails the test that left it there`, async () => {
    const application = await launch()
    await application.expectNoLeak()
    await leak(application, plantedValue())
    await expect
      .poll(() =>
        application.expectNoLeak().then(
          () => '',
          (error: unknown) => String(error),
        ),
      )
      .toContain(words)
    await expect(application.close()).rejects.toThrow(words)
    await rm(application.home, { recursive: true })
  })

const base64 = (text: string): string => Buffer.from(text).toString('base64')

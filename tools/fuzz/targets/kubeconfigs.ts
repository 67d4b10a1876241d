import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { readKubeconfig, type Kubeconfig } from '../../../electron/kube/kubeconfig/kubeconfig.ts'
import { outsideFiles } from '../../../electron/kube/kubeconfig/outside-files.ts'
import { failureOf, type Failure } from '../../../shared/failure.ts'
import { failureText } from '../../../shared/failure-text/failure-text.ts'
import type { FuzzTarget } from '../fuzz-target.ts'

const secret = 'hunter2'
const name = fc.constantFrom(
  'a',
  'b',
  '',
  `https://u:${secret}@c`,
  `https://c?t=${secret}`,
  '__proto__',
  'constructor',
)
const address = fc.constantFrom(
  ...['https://c', 'http://c:80/path', 'c:6443', 'https://[::1]', '', 'https://', 'https://c d'],
  ...[`https://u:${secret}@c`, `https://c?x=${secret}`, `u:${secret}@c`, `https://u:${secret}/@c:x`],
)
const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(null, true, 5, 1e300),
  fc.constant([]),
  fc.constant({}),
)
const word = fc.oneof(
  fc.constantFrom('', 'x', 'aGVsbG8=', '/etc/hosts', '../x'),
  fc.string({ maxLength: 20 }),
)
const some = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [
        key,
        fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: odd }),
      ]),
    ),
    { requiredKeys: [] },
  )
const few = <T>(entry: fc.Arbitrary<T>) => fc.array(entry, { maxLength: 3 })

const cluster = some({
  server: address,
  'tls-server-name': word,
  'insecure-skip-tls-verify': fc.boolean(),
  'certificate-authority': word,
  'certificate-authority-data': word,
  'proxy-url': address,
  extensions: few(some({ name: fc.constant('client.authentication.k8s.io/exec'), extension: odd })),
})
const exec = some({
  apiVersion: fc.constantFrom('client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1', 'x'),
  command: fc.constantFrom('aws', './aws', '/bin/aws', ''),
  args: few(word),
  env: few(some({ name: word, value: word })),
  provideClusterInfo: fc.boolean(),
  interactiveMode: fc.constantFrom('Never', 'IfAvailable', 'Always'),
})
const user = some({
  token: word,
  tokenFile: word,
  username: word,
  password: word,
  'client-certificate': word,
  'client-certificate-data': word,
  'client-key': word,
  as: word,
  'as-groups': few(word),
  'as-user-extra': fc.dictionary(word, few(word)),
  exec,
})
const kubeconfig = some({
  apiVersion: fc.constant('v1'),
  kind: fc.constant('Config'),
  'current-context': name,
  clusters: few(some({ name, cluster })),
  users: few(some({ name, user })),
  contexts: few(some({ name, context: some({ cluster: name, user: name, namespace: word }) })),
})
const written = fc.oneof(
  { weight: 5, arbitrary: kubeconfig.map((value) => JSON.stringify(value)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(kubeconfig, fc.nat(400), fc.string({ unit: 'binary', maxLength: 20 }))
      .map(([value, at, more]) => {
        const text = JSON.stringify(value)
        return text.slice(0, at) + more + text.slice(at)
      }),
  },
)

/**
 * Any kubeconfig: problems are expected failures with texts, no login in a URL is reported, and searching for files
 * outside its folder terminates.
 */
export const target: FuzzTarget = {
  name: 'kubeconfigs',
  suite: 'unit',
  inputs: 120,
  start: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'credenza-fuzz-'))
    const argument = join(folder, 'config')
    const property = fc.asyncProperty(written, async (text) => {
      await writeFile(argument, text)
      const read = await readKubeconfig({ argument, environment: {}, home: folder, platform: 'linux' })
      requireTold(read)
      for (const context of read.contexts) await requireResolved(read, context.name, folder)
    })
    return { property, end: () => rm(folder, { recursive: true, force: true }) }
  },
}

function requireTold(read: Kubeconfig): void {
  if (JSON.stringify(read).includes(secret)) throw new Error('a login of an address is told')
  for (const failure of read.failures) requireWords(failure)
}

async function requireResolved({ resolve }: Kubeconfig, context: string, home: string): Promise<void> {
  try {
    await outsideFiles(resolve(context), home)
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    if (JSON.stringify(failure).includes(secret))
      throw new Error('a failure tells a login of an address', { cause: error })
    requireWords(failure)
  }
}

function requireWords(failure: Failure): void {
  const { title, text } = failureText(failure, { context: 'x', now: 0 })
  if (title === '' || text === '') throw new Error(`no words for ${failure.code}`)
}

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { claimCommand, createCommands, registerCommand, unregisterCommand, type ShownNew } from './kubectl.ts'
import { annotationKeys } from '../runai.ts'
import { type ShellCommand, commandParts, commandText } from '../shell-command.ts'

const run = promisify(execFile)

/** The arguments that a POSIX shell passes to kubectl, one list per call. */
async function argumentsOf(command: string): Promise<string[][]> {
  const script = `kubectl() { printf '%s\\0' "$@"; printf '\\1\\0'; }\n${command}`
  const { stdout } = await run('sh', ['-c', script], { encoding: 'utf8' })
  return stdout
    .split('\u0001\0')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1))
}

const place = { scope: { kind: 'project' as const, id: 'vision' }, namespace: 'runai-vision' }
const hostile = `it's "$(reboot)" \`x\` \\n #a: b\n  second\u2028line 🚀 \u202e`

describe('the command of a claim', () => {
  const claim = {
    type: 'docker-registry' as const,
    place,
    name: 'Harbor training',
    description: '',
    registryUrl: 'harbor.int.halden.io',
    secret: { name: 'harbor-pull', resourceVersion: '48211907' },
    leftAnnotations: [],
  }

  it('is one patch on the version that was decided on', () => {
    expect(commandText(claimCommand(claim))).toBe(`kubectl -n runai-vision \\
  patch secret harbor-pull \\
  --type merge -p '
metadata:
  resourceVersion: "48211907"
  labels:
    run.ai/credentials: "true"
    run.ai/resource: docker-registry
  annotations:
    credenza.app/credential: Harbor training
    credenza.app/registry-url: harbor.int.halden.io
    credenza.app/origin: existing
    credenza.app/created-by: "<you>"
    credenza.app/created-at: "<now>"'`)
  })

  it('clears what an earlier claim left and this one does not set', () => {
    const leftAnnotations = [annotationKeys.credential, annotationKeys.description, annotationKeys.createdBy]
    const lines = commandText(claimCommand({ ...claim, leftAnnotations })).split('\n')
    expect(lines.filter((text) => text.includes('null'))).toEqual(['    credenza.app/description: null'])
    expect(lines.filter((text) => text.includes('created-by'))).toHaveLength(1)
    const described = claimCommand({ ...claim, description: 'anew', leftAnnotations })
    expect(commandText(described)).not.toContain('null')
  })

  it('marks what is filled in as it is written', () => {
    const marked = commandParts(claimCommand(claim), 'posix').filter(({ kind }) => kind === 'placeholder')
    expect(marked.map(({ text }) => text)).toEqual(['<you>', '<now>'])
  })

  it('survives the shell and YAML with every text, so that a name can’t run a program', async () => {
    for (const name of [hostile, 'yes', '12', 'null', '- a', '{a}', '1e3', '~', "'", ' a']) {
      const text = commandText(claimCommand({ ...claim, name, description: name }))
      const [call] = await argumentsOf(text)
      const patch = parse(call?.at(-1) ?? '') as { metadata: { annotations: Record<string, unknown> } }
      expect(patch.metadata.annotations['credenza.app/credential']).toBe(name)
      expect(patch.metadata.annotations['credenza.app/description']).toBe(name)
    }
  })
})

describe('the commands of a new secret', () => {
  it('create, label and annotate, with placeholders for values', () => {
    const text = commandText(
      createCommands({
        type: 'password',
        place: { scope: { kind: 'cluster', id: '' }, namespace: 'runai' },
        name: 'Git',
        description: 'mirror, read only',
        kubernetesName: 'password-git',
        registryUrl: '',
      }),
    )
    expect(text).toBe(`kubectl -n runai \\
  create secret generic password-git \\
  --from-literal=User='<username>' \\
  --from-literal=Password='<password>'
kubectl -n runai \\
  label secret password-git \\
  run.ai/cluster-wide-credentials=true \\
  run.ai/cluster-wide=true \\
  run.ai/resource=password
kubectl -n runai \\
  annotate secret password-git \\
  credenza.app/credential=Git \\
  credenza.app/description='mirror, read only' \\
  credenza.app/origin=new \\
  credenza.app/created-by='<you>' \\
  credenza.app/created-at='<now>'`)
  })

  // The shell treated a copied `<url>` as a file redirection, which failed or created a file.
  it('quote every placeholder, so that a shell takes none for a redirection', async () => {
    for (const type of ['password', 'access-key', 'docker-registry', 'generic', 'ngc-api-key'] as const) {
      const text = commandText(
        createCommands({
          type,
          place: { scope: { kind: 'project', id: 'p' }, namespace: 'runai-p' },
          ...{ name: '', description: '', kubernetesName: '', registryUrl: '' },
        }),
      )
      expect(text).toMatch(/<[a-z]/)
      expect(text.replaceAll(/'[^']*'/g, '')).not.toMatch(/[<>]/)
      // bash passes each as one word, and runs only kubectl.
      const words = (await argumentsOf(text)).flat()
      for (const [placeholder] of text.matchAll(/<[^<>']+>/g))
        expect(words.some((word) => word.includes(placeholder))).toBe(true)
    }
  })

  it('hand every text on unchanged through the shell', async () => {
    const texts = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((text) => !/[\0\u0001]/.test(text))
    await fc.assert(
      fc.asyncProperty(texts, texts, async (name, registryUrl) => {
        const command = createCommands({
          type: 'docker-registry',
          place,
          name,
          description: hostile,
          kubernetesName: 'dockerregistry-x',
          registryUrl,
        })
        const filled = commandParts(command, 'posix').map(({ text, kind }) =>
          kind === 'placeholder' ? 'p$HOME`x`' : text,
        )
        const [create, , annotate] = await argumentsOf(filled.join(''))
        expect(create).toContain('--docker-password=p$HOME`x`')
        expect(create).toContain(`--docker-server=${registryUrl}`)
        expect(annotate).toContain(`credenza.app/credential=${name}`)
        expect(annotate).toContain(`credenza.app/description=${hostile}`)
      }),
      { seed: 1, numRuns: 30 },
    )
  })
})

describe('the commands of registering', () => {
  it('set and take away the labels of a scope', async () => {
    expect(await argumentsOf(commandText(registerCommand(place, 'access-key', ['a', 'b.c'])))).toEqual([
      [
        '-n',
        'runai-vision',
        'label',
        'secret',
        'a',
        'b.c',
        '--overwrite',
        'run.ai/credentials=true',
        'run.ai/resource=access-key',
      ],
    ])
    expect((await argumentsOf(commandText(unregisterCommand('runai', ['a']))))[0]).toEqual([
      '-n',
      'runai',
      'label',
      'secret',
      'a',
      'run.ai/cluster-wide-credentials-',
      'run.ai/resource-',
      'run.ai/cluster-wide-',
      'runai/cluster-wide-',
      'run.ai/department-',
      'run.ai/credentials-',
    ])
  })
})

it('has a placeholder for what is not entered yet', () => {
  const empty = { type: 'docker-registry' as const, place, name: '', description: '', registryUrl: '' }
  const claim = claimCommand({ ...empty, secret: { name: '', resourceVersion: '' }, leftAnnotations: [] })
  const marked = (command: ShellCommand) =>
    commandParts(command, 'posix')
      .filter(({ kind }) => kind === 'placeholder')
      .map(({ text }) => text)
  expect(marked(claim)).toEqual(['<secret>', '<version>', '<name>', '<url>', '<you>', '<now>'])
  const create = createCommands({ ...empty, kubernetesName: '' })
  expect(marked(create)).toContain('<kubernetes-name>')
  expect(marked(registerCommand(place, 'password', []))).toEqual(['<secret>'])
})

describe('the commands of a generic secret', () => {
  const shown = {
    type: 'generic' as const,
    place,
    name: 'Env',
    description: '',
    kubernetesName: 'env',
    registryUrl: '',
  }
  const created = async (more: Pick<ShownNew, 'format' | 'keys'>) =>
    (await argumentsOf(commandText(createCommands({ ...shown, ...more }))))[0]?.slice(2)

  it('name every key as a literal or a file, quoted as a shell needs it', async () => {
    const keys = [
      { key: 'HF_TOKEN', isFile: false },
      { key: 'ca-bundle.pem', isFile: true },
      { key: '--from-file', isFile: false },
      { key: `it's $(reboot) "x"`, isFile: true },
    ]
    expect(await created({ format: 'keys', keys })).toEqual([
      ...['create', 'secret', 'generic', 'env'],
      '--from-literal=HF_TOKEN=<value>',
      '--from-file=ca-bundle.pem=<file>',
      '--from-literal=--from-file=<value>',
      `--from-file=it's $(reboot) "x"=<file>`,
    ])
  })

  it('show a placeholder while no key is entered, and the documented keys of other formats', async () => {
    expect(await created({ format: 'keys' })).toContain('--from-literal=<key>=<value>')
    expect(await created({ format: 'ssh' })).toContain('--from-file=ssh=<file>')
    expect(await created({ format: 'password' })).toContain('--from-literal=User=<username>')
  })

  it('note the format', async () => {
    const calls = await argumentsOf(commandText(createCommands({ ...shown, format: 'ssh' })))
    expect(calls[1]).toContain('run.ai/resource=generic')
    expect(calls[2]).toContain('credenza.app/format=ssh')
  })
})

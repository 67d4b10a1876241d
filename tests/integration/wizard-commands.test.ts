import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ScopedNamespace } from '../../shared/contract/wizard.ts'
import {
  claimCommand,
  createCommands,
  registerCommand,
  unregisterCommand,
} from '../../shared/kubectl/kubectl.ts'
import { commandParts, shellWord, type ShellCommand } from '../../shared/shell-command.ts'
import { annotationKeys } from '../../shared/runai.ts'
import { makeSecrets, registered, secretOf, type ClusterSecret, type SecretParts } from './cluster-secrets.ts'
import { type OpenProject, openProject, registryUrl } from './open-project.ts'
import { onBothClusters } from './both-clusters.ts'

await onBothClusters((cluster) => {
  let open: OpenProject
  /** Where the commands write what the service writes to the namespace of the project. */
  let place: ScopedNamespace

  beforeAll(async () => {
    open = await openProject(cluster, 'commands')
    const { scope } = open.place
    place = { scope, namespace: await cluster.namespace('by-commands', { 'runai/queue': scope.id }) }
  })
  afterAll(() => open.stop())

  /** Runs commands as a person does who copied them, with what stands for each placeholder. */
  async function run(command: ShellCommand, filledIn: Record<string, string> = {}): Promise<void> {
    const text = commandParts(command, 'posix').map((part) => {
      if (part.kind !== 'placeholder') return part.text
      const given = filledIn[part.text]
      if (given === undefined) throw new Error(`nothing is there for ${part.text}`)
      // It stands in quotes already.
      return given.replaceAll("'", String.raw`'\''`)
    })
    const kubectl = `set -e\nkubectl() { ${shellWord(cluster.kubectlPath)} "$@"; }\n`
    await promisify(execFile)('sh', ['-c', kubectl + text.join('')], {
      env: { PATH: process.env['PATH'], HOME: cluster.folder, KUBECONFIG: cluster.adminKubeconfig },
    })
  }

  /** What is to be equal however it was made. */
  function contentOf({ type, data, metadata }: ClusterSecret) {
    const { labels, annotations } = metadata
    return { type, data, labels, annotations }
  }
  const madeByService = (name: string) => secretOf(cluster, open.namespace, name)
  const madeByCommand = (name: string) => secretOf(cluster, place.namespace, name)

  /** Who made it and when, as the service wrote it. */
  function made({ metadata: { annotations = {} } }: ClusterSecret) {
    const note = (key: string) => annotations[`credenza.app/${key}`] ?? ''
    return { by: note('created-by'), at: note('created-at') }
  }

  const texts: Record<string, { name: string; description: string; value: string }> = {
    usual: { name: 'Harbor training', description: 'mirror, read only', value: 'robot$training' },
    none: { name: '1e3', description: '', value: 'true' },
    quotes: {
      name: `it's "$(reboot)" \`x\` \\n #a: b`,
      description: `\n'first'\n\t"second" \\\n`,
      value: `'"\\$(x)\`y\`\n\n'`,
    },
    'what kubectl and YAML read': {
      name: '-a=b,c-',
      description: '- {x: *y}\n---',
      value: '--dry-run=client',
    },
    unicode: {
      name: '\u202eסוד 👩‍👩‍👧‍👦 \u{10ffff}',
      description: '\u2028\u2029\ufeff\u0085\u00a0',
      value: '\u2028<&>\ufeff🏴󠁧󠁢󠁳󠁣󠁴󠁿\u0001\u007f',
    },
    'what is no character': { name: 'a\ufffeb\uffffc', description: '\ufdd0\u{1ffff}', value: '\ufffe' },
  }

  const cases = Object.entries(texts).map(([title, entered], index) => ({ title, ...entered, index }))

  describe.each(cases)('with $title', ({ name, description, value, index }) => {
    it.each(['docker-registry', 'access-key', 'password'] as const)(
      'the commands of a new secret for %s make what the service makes',
      async (type) => {
        const kubernetesName = `${type}-${index}`
        const url = type === 'docker-registry' ? registryUrl : ''
        const values =
          type === 'access-key'
            ? { accessKeyId: value, secretKey: `${value}2` }
            : { username: value, password: `${value}2` }
        const wanted = { ...open.newOf(`${name} for ${type}`), type, kubernetesName, description, values }
        await open.application.wizard.create({ ...wanted, registryUrl: url })
        const expected = await madeByService(kubernetesName)
        const { by, at } = made(expected)
        const [first, second] = [value, `${value}2`]
        await run(createCommands({ ...wanted, place, registryUrl: url }), {
          '<username>': first,
          '<password>': second,
          '<access-key>': first,
          '<access-secret>': second,
          '<you>': by,
          '<now>': at,
        })
        expect(contentOf(await madeByCommand(kubernetesName))).toEqual(contentOf(expected))
      },
    )

    it('the command of a claim makes what the service makes', async () => {
      const key = `claimed-${index}`
      const parts: SecretParts = {
        labels: { 'run.ai/credentials': 'true', app: 'other' },
        // Left from an earlier claim.
        annotations: {
          'example.com/note': 'stays',
          [annotationKeys.rotatedAt]: '2026-09-01T00:00:00Z',
          [annotationKeys.description]: 'of before',
        },
        type: 'kubernetes.io/dockerconfigjson',
        data: {
          '.dockerconfigjson': JSON.stringify({ auths: { [registryUrl]: { username: 'u', password: 'p' } } }),
        },
      }
      const secret = await open.makeSecret(key, parts)
      const twin = (await makeSecrets(cluster, place.namespace, { [key]: parts })).get(key) as ClusterSecret
      const claim = open.claimOf(secret, 'docker-registry', { name, description })
      const { context, wizard } = open.application
      const asked = { context, place: open.place, name: key, type: claim.type, registryUrl }
      const { leftAnnotations } = await wizard.check(asked)
      await wizard.claim(claim)
      const expected = await madeByService(key)
      const { by, at } = made(expected)
      const { resourceVersion } = twin.metadata
      const shown = { ...claim, place, registryUrl, leftAnnotations }
      const command = claimCommand({ ...shown, secret: { name: key, resourceVersion } })
      const filledIn = { '<you>': JSON.stringify(by).slice(1, -1), '<now>': at }
      await run(command, filledIn)
      expect(contentOf(await madeByCommand(key))).toEqual(contentOf(expected))
      // The version is part of it: it is no command that takes what someone else has taken.
      await expect(run(command, filledIn)).rejects.toThrow(/modified/)
    })
  })

  it('the commands of registering and unregistering make what the service makes', async () => {
    // A label of Run:ai that registers nothing, with a value that has to give way.
    const labels = { app: 'other', 'run.ai/credentials': 'false' }
    const parts: SecretParts = { labels, data: { AccessKeyId: 'k', SecretKey: 's' } }
    const names = ['first', 'second.part']
    const secrets = Object.fromEntries(names.map((name) => [name, parts]))
    await makeSecrets(cluster, place.namespace, secrets)
    await makeSecrets(cluster, open.namespace, secrets)
    const told = { send: () => {}, signal: new AbortController().signal }
    const { context, secrets: service } = open.application
    const shown = () =>
      Promise.all(
        names.map(async (name) => {
          const { metadata } = await madeByService(name)
          return { namespace: open.namespace, name, resourceVersion: metadata.resourceVersion }
        }),
      )
    const compare = async (labels: object) => {
      for (const name of names) {
        const expected = contentOf(await madeByService(name))
        expect(expected.labels).toEqual(labels)
        expect(contentOf(await madeByCommand(name))).toEqual(expected)
      }
    }

    await service.register({ context, place: open.place, type: 'access-key', secrets: await shown() }, told)
    await run(registerCommand(place, 'access-key', names))
    await compare({ app: 'other', ...registered('access-key') })
    await service.unregister({ context, secrets: await shown() }, told)
    await run(unregisterCommand(place.namespace, names))
    await compare({ app: 'other' })
  })
})

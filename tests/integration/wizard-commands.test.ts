import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ScopedNamespace } from '../../shared/contract/wizard.ts'
import { typeDescriptions } from '../../shared/credential-types/credential-types.ts'
import {
  claimCommand,
  createCommands,
  registerCommand,
  unregisterCommand,
} from '../../shared/kubectl/kubectl.ts'
import { labelsToWrite } from '../../shared/registration.ts'
import { commandParts, shellWord, type ShellCommand } from '../../shared/shell-command.ts'
import { annotationKeys, writtenScopeKinds, type WrittenScopeKind } from '../../shared/runai.ts'
import { makeSecrets, registered, secretOf, type ClusterSecret, type SecretParts } from './cluster-secrets.ts'
import { enteredFor, everyKind, servingSecret, type KnownKind } from './entered-values.ts'
import { knowProject, openProject, registryUrl, type OpenProject } from './open-project.ts'
import { openWizard, type OpenWizard } from './open-wizard.ts'
import { onBothClusters } from './both-clusters.ts'

await onBothClusters((cluster) => {
  let open: OpenProject
  let application: OpenWizard
  /** Where the service writes, and where the commands write the same. */
  let places: Record<'service' | 'commands', Record<WrittenScopeKind, ScopedNamespace>>

  beforeAll(async () => {
    open = await openProject(cluster, 'commands')
    application = await openWizard(cluster, { runaiNamespace: open.namespace })
    await knowProject(application, open.namespace)
    const project = open.place.scope.id
    const byCommands = await cluster.namespace('by-commands', { 'runai/queue': project })
    const placesIn = (namespace: string) => ({
      cluster: { scope: { kind: 'cluster', id: '' }, namespace } as const,
      department: { scope: { kind: 'department', id: '42' }, namespace } as const,
      project: { scope: { kind: 'project', id: project }, namespace } as const,
    })
    places = { service: placesIn(open.namespace), commands: placesIn(byCommands) }
  })
  afterAll(async () => {
    await application.stop()
    await open.stop()
  })

  interface FilledIn {
    placeholder: string
    text: string
    isFile?: boolean
  }
  let files = 0

  /** Runs commands like a person who copied them, with the values of placeholders in order. */
  async function run(command: ShellCommand, filledIn: readonly FilledIn[]): Promise<void> {
    const left = [...filledIn]
    const take = async (shown: string) => {
      const at = left.findIndex(({ placeholder }) => `<${placeholder}>` === shown)
      const [given] = at < 0 ? [] : left.splice(at, 1)
      if (given === undefined) throw new Error(`nothing is there for ${shown}`)
      if (given.isFile !== true) return given.text
      const path = join(cluster.folder, `value-${files++}`)
      await writeFile(path, given.text)
      return path
    }
    let text = ''
    for (const part of commandParts(command, 'posix'))
      // It is already quoted.
      text +=
        part.kind === 'placeholder' ? (await take(part.text)).replaceAll("'", String.raw`'\''`) : part.text
    expect(left).toEqual([])
    const kubectl = `set -e\nkubectl() { ${shellWord(cluster.kubectlPath)} "$@"; }\n`
    await promisify(execFile)('sh', ['-c', kubectl + text], {
      env: { PATH: process.env['PATH'], HOME: cluster.folder, KUBECONFIG: cluster.adminKubeconfig },
    })
  }

  /** What must be equal however it was created. */
  function contentOf({ type, data, metadata }: ClusterSecret) {
    const { labels, annotations } = metadata
    return { type, data, labels, annotations }
  }
  const madeByService = (name: string) => secretOf(cluster, open.namespace, name)
  const madeByCommand = (name: string) => secretOf(cluster, places.commands.project.namespace, name)

  /** Author and time as the service wrote them. */
  function made({ metadata: { annotations = {} } }: ClusterSecret) {
    const note = (key: string) => annotations[`credenza.app/${key}`] ?? ''
    return { by: note('created-by'), at: note('created-at') }
  }

  const texts: Record<string, { name: string; description: string; value: string }> = {
    'usual texts': { name: 'Harbor training', description: 'mirror, read only', value: 'robot$training' },
    'no description': { name: '1e3', description: '', value: 'true' },
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

  const cases = Object.entries(texts).map(([text, entered], index) => ({
    text,
    ...{ ...entered, index, scope: writtenScopeKinds[index % writtenScopeKinds.length] ?? 'project' },
  }))
  /** The first kind of each form is tried with every text, and so for every scope; any other with one of them. */
  const kindsFor = (index: number, kinds: readonly KnownKind[]) =>
    kinds.filter(
      ({ format }, at) =>
        kinds.findIndex((kind) => kind.format.form === format.form) === at || at % cases.length === index,
    )
  /** Every other one has an expiry. */
  const dateFor = (index: number) => (index % 2 === 1 ? { expiresAt: '2027-01-02T03:04:05Z' } : {})
  const claimable = everyKind.filter(({ type }) => typeDescriptions[type].takesExisting)
  /** A claim doesn't depend on the form. */
  const claimedFor = (index: number) => claimable.filter((_, at) => at === 0 || at % cases.length === index)

  describe.each(cases)('with $text, for the $scope', ({ name, description, value, index, scope }) => {
    it.each(kindsFor(index, everyKind))(
      'the commands of a new secret make what the service makes: $title',
      async (kind) => {
        const { namePrefix } = typeDescriptions[kind.type]
        const kubernetesName = `${namePrefix}${kind.format.id ?? 'one'}-${index}`
        const { secret, shown, filledIn } = enteredFor(kind, value)
        const wanted = {
          ...{ context: application.context, name: `${name} for ${kind.title}`, kubernetesName, description },
          ...{ ...kind.named, ...dateFor(index), dryRun: false },
        }
        await application.wizard.create({ ...wanted, ...secret, place: places.service[scope] })
        const expected = await madeByService(kubernetesName)
        const { by, at } = made(expected)
        await run(createCommands({ ...wanted, ...shown, place: places.commands[scope] }), [
          ...filledIn,
          { placeholder: 'you', text: by },
          { placeholder: 'now', text: at },
        ])
        expect(contentOf(await madeByCommand(kubernetesName))).toEqual(contentOf(expected))
      },
    )

    it.each(claimedFor(index))(
      'the command of a claim makes what the service makes: $title',
      async (kind) => {
        const key = `claimed-${kind.type}-${kind.format.id ?? 'one'}-${index}`
        const service = places.service[scope]
        const parts: SecretParts = {
          ...servingSecret(kind),
          labels: { ...labelsToWrite(scope, kind.type, service.scope.id), app: 'other' },
          // Left from an earlier claim.
          annotations: {
            'example.com/note': 'stays',
            [annotationKeys.rotatedAt]: '2026-09-01T00:00:00Z',
            [annotationKeys.description]: 'of before',
          },
        }
        const secret = await open.makeSecret(key, parts)
        const { namespace } = places.commands[scope]
        const twin = (await makeSecrets(cluster, namespace, { [key]: parts })).get(key) as ClusterSecret
        const url = kind.format.form === 'registry-login' ? registryUrl : ''
        const { context, wizard } = application
        const asked = { context, place: service, name: key, ...kind.named, registryUrl: url }
        const { leftAnnotations } = await wizard.check(asked)
        const claim = {
          ...open.claimOf(secret, kind.type, { name: `${name} of ${key}`, description }),
          ...{ ...kind.named, ...dateFor(index), context, place: service },
        }
        await wizard.claim(claim)
        const expected = await madeByService(key)
        const { by, at } = made(expected)
        const { resourceVersion } = twin.metadata
        const shown = { ...claim, place: places.commands[scope], registryUrl: url, leftAnnotations }
        const command = claimCommand({ ...shown, secret: { name: key, resourceVersion } })
        const filledIn = [
          { placeholder: 'you', text: JSON.stringify(by).slice(1, -1) },
          { placeholder: 'now', text: at },
        ]
        await run(command, filledIn)
        expect(contentOf(await madeByCommand(key))).toEqual(contentOf(expected))
        // It includes the version, so that the command can't take what someone else has claimed.
        await expect(run(command, filledIn)).rejects.toThrow(/modified/)
      },
    )
  })

  it.each(everyKind)('the commands of registering make what the service makes: $title', async (kind) => {
    const { type } = kind
    // A label of Run:ai that registers nothing, with a value that must be replaced.
    const labels = { app: 'other', 'run.ai/credentials': 'false' }
    const parts: SecretParts = { ...servingSecret(kind), labels }
    const names = ['first', 'second.part'].map((name) => `${name}-${type}-${kind.format.id ?? 'one'}`)
    const secrets = Object.fromEntries(names.map((name) => [name, parts]))
    const { project: place } = places.commands
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

    await service.register({ context, place: open.place, type, secrets: await shown() }, told)
    await run(registerCommand(place, type, names), [])
    await compare({ app: 'other', ...registered(type) })
    await service.unregister({ context, secrets: await shown() }, told)
    await run(unregisterCommand(place.namespace, names), [])
    await compare({ app: 'other' })
  })
})

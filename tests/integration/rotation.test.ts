import { afterAll, beforeAll, expect, it } from 'vitest'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { CredentialAt } from '../../shared/contract/life.ts'
import type { SameProgress } from '../../shared/contract/rotation.ts'
import type { WriteOutcome } from '../../shared/contract/secrets.ts'
import { onBothClusters } from './both-clusters.ts'
import { base64, holdsValue, marker, registered, secretOf, type ClusterSecret } from './cluster-secrets.ts'
import { lifeCases, nameFor } from './life-cases.ts'
import { atOf, withoutVersion } from './life-steps.ts'
import { login, openProject, type OpenProject } from './open-project.ts'

const fresh = `${marker}-fresh`

await onBothClusters((cluster) => {
  let open: OpenProject
  let namespace = ''
  const now = (secret: ClusterSecret) => secretOf(cluster, namespace, secret.metadata.name)

  beforeAll(async () => {
    open = await openProject(cluster, 'rotation')
    namespace = open.namespace
  })
  afterAll(() => open.stop())
  const { meanwhile, makeCredential, secretIfThere } = lifeCases(cluster, () => open)

  async function rotate(
    credentials: CredentialAt[],
    more: Partial<Parameters<OpenProject['application']['rotation']['rotate']>[0]> = {},
  ): Promise<WriteOutcome[]> {
    const { context, rotation } = open.application
    const told: WriteOutcome[] = []
    await rotation.rotate(
      { context, credentials, values: { password: fresh }, dryRun: false, ...more },
      { signal: new AbortController().signal, send: (outcome) => void told.push(outcome) },
    )
    return told
  }
  /** What a search for the same value reports. */
  async function sameOf(
    name: string,
    stop = new AbortController(),
    onMessage = (): void => undefined,
  ): Promise<SameProgress[]> {
    const { context, rotation } = open.application
    const told: SameProgress[] = []
    const send = (message: SameProgress) => {
      told.push(message)
      onMessage()
    }
    await rotation.same({ context, namespace, name }, { send, signal: stop.signal })
    return told
  }
  const look = ({ metadata: { name } }: ClusterSecret) =>
    open.application.rotation.look({ context: open.application.context, namespace, name })

  it('reports how a credential is laid out, and only the sizes of its values', async () => {
    const secret = await makeCredential('looked-at')
    const told = await look(secret)
    expect(told).toMatchObject({
      type: 'password',
      format: null,
      isImmutable: false,
      keys: [
        { name: 'Password', size: `${marker}-word`.length },
        { name: 'User', size: `${marker}-user`.length },
      ],
    })
    expect(holdsValue(told)).toBe(false)
  })

  it('changes only the key that is given and the time of the rotation, as the record says', async () => {
    const secret = await makeCredential('rotated')
    expect(await rotate([atOf(secret)])).toEqual([{ namespace, name: 'rotated', failure: null }])
    const after = await now(secret)
    const { 'credenza.app/rotated-at': at = '', ...annotations } = after.metadata.annotations ?? {}
    const { 'credenza.app/rotated-at': _, ...before } = secret.metadata.annotations ?? {}
    expect(Date.parse(at)).not.toBeNaN()
    expect({
      ...withoutVersion(after),
      data: {},
      metadata: { ...withoutVersion(after).metadata, annotations },
    }).toEqual({
      ...withoutVersion(secret),
      data: {},
      metadata: { ...withoutVersion(secret).metadata, annotations: before },
    })
    expect(after.data).toEqual({ ...secret.data, Password: base64(fresh) })
    const { activity } = open.application
    const record = await Promise.all(
      (await readdir(activity)).map((file) => readFile(join(activity, file), 'utf8')),
    )
    expect(record.join('')).toContain('"operation":"rotate"')
    expect(holdsValue(record)).toBe(false)
  })

  it('removes the date of expiry with the old value', async () => {
    const secret = await makeCredential('expiring')
    const annotate = ['annotate', 'secret', 'expiring', '-n', namespace]
    await cluster.kubectl([...annotate, 'credenza.app/expires-at=2027-03-28T00:00:00Z'])
    const before = await now(secret)
    expect((await rotate([atOf(before)]))[0]?.failure).toBeNull()
    const same = { 'credenza.app/rotated-at': '' }
    const after = await now(secret)
    expect({ ...after.metadata.annotations, ...same }).toEqual({ ...secret.metadata.annotations, ...same })
  })

  it('notes when the new value expires if that is entered, even if there was no date', async () => {
    const secret = await makeCredential('dated')
    expect((await rotate([atOf(secret)], { expiresAt: '2027-03-28T00:00:00Z' }))[0]?.failure).toBeNull()
    const same = { 'credenza.app/rotated-at': '' }
    expect({ ...(await now(secret)).metadata.annotations, ...same }).toEqual({
      ...secret.metadata.annotations,
      ...same,
      'credenza.app/expires-at': '2027-03-28T00:00:00Z',
    })
  })

  it('asks the cluster by a dry run, and writes nothing', async () => {
    const secret = await makeCredential('only-asked')
    expect(await rotate([atOf(secret)], { dryRun: true })).toEqual([
      { namespace, name: 'only-asked', failure: null },
    ])
    expect(await now(secret)).toEqual(secret)
  })

  it('takes many credentials, each with its own outcome', async () => {
    const some = await Promise.all(['one', 'two', 'three'].map((name) => makeCredential(`many-${name}`)))
    const [first, second, third] = some as [ClusterSecret, ClusterSecret, ClusterSecret]
    await cluster.kubectl(['label', 'secret', 'many-two', '-n', namespace, 'team=blue'])
    const told = await rotate(some.map(atOf))
    const codes = Object.fromEntries(told.map(({ name, failure }) => [name, failure?.code ?? 'done']))
    expect(codes).toEqual({ 'many-one': 'done', 'many-two': 'credential-changed', 'many-three': 'done' })
    for (const secret of [first, third]) expect((await now(secret)).data?.['Password']).toBe(base64(fresh))
    expect((await now(second)).data).toEqual(second.data)
  })

  it('is refused for an immutable secret, with the words of the cluster and without the value', async () => {
    const secret = await makeCredential('immutable', { immutable: true })
    expect((await look(secret)).isImmutable).toBe(true)
    const told = await rotate([atOf(secret)])
    expect(told[0]?.failure?.code).toBe('invalid')
    expect(holdsValue(told)).toBe(false)
    expect((await now(secret)).data).toEqual(secret.data)
  })

  it('finds other credentials with the same value or name, and reports no value', async () => {
    const secret = await makeCredential('original', { data: { User: 'a', Password: `${marker}-same` } })
    await makeCredential('same-value', { data: { User: 'b', Password: `${marker}-same` } })
    await makeCredential('another-value', { data: { User: 'a', Password: `${marker}-other` } })
    const { until, messages } = open.application
    await until(() =>
      messages.some(
        (told) =>
          told.kind === 'rows' &&
          told.credentials.some(({ kubernetesName }) => kubernetesName === 'another-value'),
      ),
    )
    const told = await sameOf(secret.metadata.name)
    expect(told.at(-1)?.unread.failure).toBeNull()
    expect(told.flatMap((each) => each.found).map(({ at, has }) => [at.name, has])).toEqual([
      ['same-value', 'value'],
    ])
    expect(told.at(-1)?.unlisted).toBeNull()
    expect(holdsValue(told)).toBe(false)
  })

  it('stops reading secrets when the search for the same value is skipped', async () => {
    await makeCredential('impatient')
    await makeCredential('not-reached')
    const stop = new AbortController()
    const told = await sameOf('impatient', stop, () => stop.abort())
    expect(told.map(({ done }) => done)).toEqual([0])
    expect(told[0]?.of).toBeGreaterThan(0)
  })

  it('finds secrets that aren’t credentials by their value, reports what keeps them, and rotates those that are chosen', async () => {
    const data = { User: 'a', Password: `${marker}-elsewhere` }
    const secret = await makeCredential('spread', { data })
    await open.makeSecret('unused-too', { labels: registered('password'), data })
    // With another program's keys, and a type that can contain it.
    const plain = await open.makeSecret('plain-too', {
      type: 'kubernetes.io/basic-auth',
      annotations: { note: 'stays' },
      data: { username: 'b', password: data.Password, other: 'stays' },
    })
    await open.makeSecret('kept-too', { labels: { 'argocd.argoproj.io/instance': 'x' }, data })
    await open.makeSecret('not-the-same', { data: { ...data, Password: `${marker}-elsewhere-not` } })
    const told = await sameOf('spread')
    const { done, of, unread, unlisted } = told.at(-1) ?? {}
    const found = told.flatMap((each) => each.found).toSorted((a, b) => (a.at.name < b.at.name ? -1 : 1))
    expect(done).toBe(of)
    // In a cluster that other tests also use, only this many secrets are read, nearest first.
    const mostRead = 500
    const all = (await cluster.ask<{ items: object[] }>('/api/v1/secrets')).items.length
    const count = all < mostRead ? 0 : (expect.any(Number) as number)
    expect({ unread, unlisted }).toEqual({ unread: { count, failure: null }, unlisted: null })
    expect(found.map(({ at, is, has, keptBy }) => [at.name, is, has, keptBy])).toEqual([
      ['kept-too', 'other', 'value', 'Argo CD'],
      ['plain-too', 'other', 'value', ''],
      ['unused-too', 'unused', 'value', ''],
    ])
    expect(holdsValue(found)).toBe(false)

    const layout = { type: 'password', format: null, registryUrl: '' } as const
    const secrets = found.filter(({ keptBy }) => keptBy === '').map(({ at }) => at)
    const rotated = await rotate([atOf(secret)], { others: { secrets, layout } })
    expect(rotated.map(({ name, failure }) => [name, failure]).sort()).toEqual([
      ['plain-too', null],
      ['spread', null],
      ['unused-too', null],
    ])
    const { 'credenza.app/rotated-at': at, ...annotations } = (await now(plain)).metadata.annotations ?? {}
    expect(Date.parse(at ?? '')).not.toBeNaN()
    const { metadata, ...after } = withoutVersion(await now(plain))
    const { metadata: before, ...was } = withoutVersion(plain)
    expect({ ...metadata, annotations }).toEqual(before)
    expect(after).toEqual({ ...was, data: { ...plain.data, password: base64(fresh) } })
    // The unused one can still be claimed: only a time was added to it.
    expect((await secretOf(cluster, namespace, 'unused-too')).data?.['Password']).toBe(base64(fresh))
    const checked = await open.application.wizard.check({
      ...{
        context: open.application.context,
        place: open.place,
        type: 'password',
        name: 'unused-too',
        registryUrl: '',
      },
    })
    expect(checked.incompatibilities).toEqual([])
  })

  it('overwrites nothing of a secret that became a credential in the meantime', async () => {
    const unused = await open.makeSecret('claimed-meanwhile', { labels: registered('password'), data: login })
    await open.application.wizard.claim(open.claimOf(unused, 'password'))
    const before = await now(unused)
    const layout = { type: 'password', format: null, registryUrl: '' } as const
    const told = await rotate([], { others: { secrets: [atOf(unused)], layout } })
    expect(told[0]?.failure?.code).toBe('secret-taken')
    expect(await now(unused)).toEqual(before)
  })

  it('stops at the first failure if that was chosen: nothing after it is started', async () => {
    const some = await Promise.all(
      ['one', 'two', 'three', 'four'].map((name) => makeCredential(`stops-${name}`)),
    )
    const [first, second, ...rest] = some as [ClusterSecret, ClusterSecret, ...ClusterSecret[]]
    await cluster.kubectl(['label', 'secret', 'stops-two', '-n', namespace, 'team=blue'])
    const told = await rotate(some.map(atOf), { stopAtFailure: true })
    expect(told.map(({ name, failure }) => [name, failure?.code ?? 'done'])).toEqual([
      ['stops-one', 'done'],
      ['stops-two', 'credential-changed'],
    ])
    expect((await now(first)).data?.['Password']).toBe(base64(fresh))
    for (const secret of [second, ...rest]) expect((await now(secret)).data).toEqual(secret.data)
  })

  it.each(meanwhile)(
    'overwrites nothing of a credential that was %s in the meantime, and reports that',
    async (what, work, code) => {
      const secret = await makeCredential(nameFor(what, 'rotate'))
      await work(secret)
      const before = await secretIfThere(secret)
      const [told] = await rotate([atOf(secret)])
      expect(told?.failure?.code).toBe(code)
      expect(await secretIfThere(secret)).toBe(before)
    },
  )
})

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WriteOutcome } from '../../shared/contract/secrets.ts'
import type { Claim, NewSecret } from '../../shared/contract/wizard.ts'
import { startFaultyProxy, type FaultyProxy, type Treatment } from '../cluster/faulty-proxy.ts'
import { onBothClusters, realCluster, type ContractCluster, type RealCluster } from './both-clusters.ts'
import { codeOf, openWizard, type OpenWizard } from './open-wizard.ts'

interface KubeSecret {
  metadata: {
    name: string
    labels: Record<string, string>
    annotations: Record<string, string>
    resourceVersion: string
  }
  data: Record<string, string>
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const foreign = {
  labels: { 'app.kubernetes.io/managed-by': 'someone' },
  annotations: { 'example.com/note': 'keep me' },
}

/** Creates unused secrets of a project, each with labels and annotations of other tools. */
async function makeUnused(cluster: ContractCluster, namespace: string, names: string[]): Promise<void> {
  const items = names.map((name) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace,
      labels: { 'run.ai/credentials': 'true', 'run.ai/resource': 'password', ...foreign.labels },
      annotations: foreign.annotations,
    },
    data: { User: base64('robot'), Password: base64('pw') },
  }))
  await cluster.kubectl(['create', '-f', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })
}

async function secretsOf(cluster: ContractCluster, namespace: string): Promise<KubeSecret[]> {
  const answer = await cluster.kubectl(['get', 'secrets', '-n', namespace, '-o', 'json'])
  return (JSON.parse(answer) as { items: KubeSecret[] }).items
}

/** Secrets by name, at their current version. */
const versionsOf = async (cluster: ContractCluster, namespace: string) =>
  new Map(
    (await secretsOf(cluster, namespace)).map(({ metadata }) => [metadata.name, metadata.resourceVersion]),
  )

const claimOf = (context: string, namespace: string, secret: Claim['secret'], name: string): Claim => ({
  context,
  type: 'password',
  place: { scope: { kind: 'project', id: namespace }, namespace },
  name,
  description: '',
  dryRun: false,
  secret,
})

const newOf = (context: string, namespace: string, index: number): NewSecret => ({
  context,
  type: 'password',
  place: { scope: { kind: 'project', id: namespace }, namespace },
  name: `New ${index}`,
  description: '',
  dryRun: false,
  kubernetesName: `password-new-${index}`,
  values: { username: `user-${index}`, password: `value-${index}` },
})

const rounds = 100

await onBothClusters((cluster) => {
  it(`a claim is won by exactly one of twenty, in ${rounds} rounds, and the others learn that it is taken`, async () => {
    const namespace = await cluster.namespace('race')
    const names = Array.from({ length: rounds }, (_, index) => `secret-${index}`)
    await makeUnused(cluster, namespace, names)
    const versions = await versionsOf(cluster, namespace)
    const applications = await Promise.all([openWizard(cluster), openWizard(cluster)])
    for (const name of names) {
      const secret = { name, resourceVersion: versions.get(name) ?? '' }
      const codes = await Promise.all(
        Array.from({ length: 20 }, (_, index) => {
          const { wizard, context } = applications[index % 2] as OpenWizard
          return codeOf(wizard.claim(claimOf(context, namespace, secret, `${name} by ${index}`)))
        }),
      )
      expect(codes.filter((code) => code === 'done')).toHaveLength(1)
      expect(codes.filter((code) => code === 'secret-taken')).toHaveLength(19)
    }
    for (const { metadata, data } of await secretsOf(cluster, namespace)) {
      expect(metadata.annotations['credenza.app/credential']).toContain(metadata.name)
      expect(metadata.labels).toMatchObject(foreign.labels)
      expect(metadata.annotations).toMatchObject(foreign.annotations)
      expect(data).toEqual({ User: base64('robot'), Password: base64('pw') })
    }
    await Promise.all(applications.map(({ stop }) => stop()))
  })
})

describe('a connection that is cut', () => {
  let cluster: RealCluster
  let proxy: FaultyProxy
  let application: OpenWizard

  beforeAll(async () => {
    cluster = realCluster()
    proxy = await startFaultyProxy(cluster)
    const { token } = await cluster.user('writer', {
      clusterRules: [
        { resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch', 'create', 'patch'] },
      ],
    })
    const file = join(cluster.folder, 'cut.kubeconfig')
    await writeFile(file, proxy.kubeconfig('cut', token), { mode: 0o600 })
    application = await openWizard(cluster, { kubeconfig: file })
  })
  afterAll(async () => {
    await application.stop()
    await proxy.stop()
  })

  /** Cuts the first PATCH of each secret. Returns how many were. */
  function cutEachPatch(namespace: string, names: readonly string[], treatment: Treatment): () => number {
    const waiting = new Set(names.map((name) => `/api/v1/namespaces/${namespace}/secrets/${name}`))
    let cuts = 0
    proxy.treat(({ method, url = '' }) => {
      if (method !== 'PATCH' || !waiting.delete(url.split('?')[0] ?? '')) return 'pass'
      cuts += 1
      return treatment
    })
    return () => cuts
  }

  const treatments: Record<string, Treatment> = {
    before: 'reset',
    during: { reset: 'once-sent' },
    after: { reset: 'once-answered' },
  }

  for (const [moment, treatment] of Object.entries(treatments)) {
    it(`${moment} a claim is settled: it is made once and wholly, in ${rounds} rounds`, async () => {
      const namespace = await cluster.namespace(`cut-claim-${moment}`)
      const names = Array.from({ length: rounds }, (_, index) => `secret-${index}`)
      await makeUnused(cluster, namespace, names)
      const versions = await versionsOf(cluster, namespace)
      const cuts = cutEachPatch(namespace, names, treatment)
      const codes = await each(names, (name) => {
        const secret = { name, resourceVersion: versions.get(name) ?? '' }
        return codeOf(application.wizard.claim(claimOf(application.context, namespace, secret, `of ${name}`)))
      })
      expect(cuts()).toBe(rounds)
      expect(codes.filter((code) => code !== 'done')).toEqual([])
      for (const { metadata } of await secretsOf(cluster, namespace)) {
        expect(metadata.labels).toEqual({
          'run.ai/credentials': 'true',
          'run.ai/resource': 'password',
          ...foreign.labels,
        })
        expect(Object.keys(metadata.annotations).sort()).toEqual([
          'credenza.app/created-at',
          'credenza.app/created-by',
          'credenza.app/credential',
          'credenza.app/origin',
          'example.com/note',
        ])
      }
    })

    it(`${moment} a new secret is sent is settled: there is one, in ${rounds} rounds`, async () => {
      const namespace = await cluster.namespace(`cut-new-${moment}`)
      let isNextCut = false
      let cuts = 0
      proxy.treat(({ method, url = '' }) => {
        const isCreate = method === 'POST' && url.startsWith(`/api/v1/namespaces/${namespace}/secrets`)
        if (!isCreate || !isNextCut) return 'pass'
        isNextCut = false
        cuts += 1
        return treatment
      })
      const codes: string[] = []
      for (let index = 0; index < rounds; index += 1) {
        isNextCut = true
        codes.push(await codeOf(application.wizard.create(newOf(application.context, namespace, index))))
      }
      expect(cuts).toBe(rounds)
      expect(codes.filter((code) => code !== 'done')).toEqual([])
      const made = await secretsOf(cluster, namespace)
      expect(made).toHaveLength(rounds)
      for (const { metadata, data } of made) {
        const index = metadata.name.replace('password-new-', '')
        expect(data).toEqual({ User: base64(`user-${index}`), Password: base64(`value-${index}`) })
        expect(metadata.annotations['credenza.app/credential']).toBe(`New ${index}`)
      }
    })

    it(`${moment} secrets are unregistered and registered again is settled, in ${rounds} rounds of each`, async () => {
      const namespace = await cluster.namespace(`cut-labels-${moment}`)
      const names = Array.from({ length: rounds }, (_, index) => `secret-${index}`)
      await makeUnused(cluster, namespace, names)
      const { context, secrets } = application
      const told = (outcomes: WriteOutcome[]) => ({
        send: (outcome: WriteOutcome) => void outcomes.push(outcome),
        signal: new AbortController().signal,
      })
      const secretsNow = async () =>
        [...(await versionsOf(cluster, namespace))].map(([name, resourceVersion]) => ({
          namespace,
          name,
          resourceVersion,
        }))
      for (const isRegistered of [false, true]) {
        const cuts = cutEachPatch(namespace, names, treatment)
        const outcomes: WriteOutcome[] = []
        const several = { context, secrets: await secretsNow() }
        const place = { scope: { kind: 'project' as const, id: namespace }, namespace }
        if (isRegistered) await secrets.register({ ...several, place, type: 'password' }, told(outcomes))
        else await secrets.unregister(several, told(outcomes))
        expect(cuts()).toBe(rounds)
        expect(outcomes.filter(({ failure }) => failure !== null)).toEqual([])
        expect(outcomes).toHaveLength(rounds)
        const own = isRegistered ? { 'run.ai/credentials': 'true', 'run.ai/resource': 'password' } : {}
        for (const { metadata } of await secretsOf(cluster, namespace)) {
          expect(metadata.labels).toEqual({ ...own, ...foreign.labels })
          expect(metadata.annotations).toEqual(foreign.annotations)
        }
      }
    })
  }

  it('permanently leaves it open whether the secret was made, and trying again shows it', async () => {
    const namespace = await cluster.namespace('cut-for-good')
    proxy.treat(({ method }) => (method === 'POST' ? { reset: 'once-answered' } : 'reset'))
    const wanted = newOf(application.context, namespace, 1)
    expect(await codeOf(application.wizard.create(wanted))).toBe('outcome-unknown')
    proxy.treat(() => 'pass')
    expect(await codeOf(application.wizard.create(wanted))).toMatch(/secret-exists|credential-name-taken/)
    expect(await secretsOf(cluster, namespace)).toHaveLength(1)
  })
})

/** Runs it for each, ten at a time. */
async function each<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const waiting = items.values()
  const work = async () => {
    for (const item of waiting) results.push(await act(item))
  }
  await Promise.all(Array.from({ length: 10 }, work))
  return results
}

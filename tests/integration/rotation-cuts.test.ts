import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Failure } from '../../shared/failure.ts'
import { startFaultyProxy, type FaultyProxy, type Treatment } from '../cluster/faulty-proxy.ts'
import { writesIn } from './activity/witness.ts'
import { realCluster } from './both-clusters.ts'
import { base64, marker, secretOf, type ClusterSecret } from './cluster-secrets.ts'
import { atOf, credential } from './life-steps.ts'
import { openProject } from './open-project.ts'
import { openWizard } from './open-wizard.ts'

const fresh = `${marker}-fresh`
const cutWrites: [what: string, treatment: Treatment][] = [
  ['before the cluster sees it', 'reset'],
  ['as soon as the cluster has it', { reset: 'once-sent' }],
  ['when the cluster has carried it out', { reset: 'once-answered' }],
  ['within the body of the answer', { cutAfter: 40 }],
]

/** An application behind a proxy, a credential, and its rotation. */
async function openBehindProxy(name: string) {
  const cluster = realCluster()
  const proxy = await startFaultyProxy(cluster)
  const { token } = await cluster.user(name, {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch', 'patch'] }],
  })
  const file = join(cluster.folder, `${name}.kubeconfig`)
  await writeFile(file, proxy.kubeconfig(name, token), { mode: 0o600 })
  const open = await openProject(cluster, name)
  const secret = await open.makeSecret('cut', credential)
  const application = await openWizard(cluster, { kubeconfig: file })
  const now = () => secretOf(cluster, open.namespace, 'cut')

  return {
    secret,
    now,
    async rotate(): Promise<Failure | null> {
      const told: (Failure | null)[] = []
      const { context, rotation } = application
      await rotation.rotate(
        { context, credentials: [atOf(secret)], values: { password: fresh }, dryRun: false },
        { signal: new AbortController().signal, send: ({ failure }) => void told.push(failure) },
      )
      expect(told).toHaveLength(1)
      return told[0] ?? null
    },
    /** Counts the requests for secrets by verb, and treats each as told. */
    treat(decide: (verb: string, count: number) => Treatment): void {
      const counts = new Map<string, number>()
      proxy.treat(({ method = '', url = '' }) => {
        if (!url.includes('/secrets/cut')) return 'pass'
        const count = (counts.get(method) ?? 0) + 1
        counts.set(method, count)
        return decide(method, count)
      })
    },
    writes: () => writesIn(application.activity),
    stop: async () => {
      await Promise.all([application.stop(), open.stop()])
      await (proxy satisfies FaultyProxy).stop()
    },
  }
}
const passwordOf = ({ data }: ClusterSecret) => data?.['Password']

describe('a connection that is cut while a credential is rotated', () => {
  it.each(cutWrites)('%s: it is settled by a look, and done once', async (what, treatment) => {
    const at = cutWrites.findIndex(([each]) => each === what)
    const behind = await openBehindProxy(`rotation-cut-${at}`)
    behind.treat((verb, count) => (verb === 'PATCH' && count === 1 ? treatment : 'pass'))
    expect(await behind.rotate()).toBeNull()
    const after = await behind.now()
    expect(passwordOf(after)).toBe(base64(fresh))
    const [write, ...others] = await behind.writes()
    expect(others).toEqual([])
    expect(write?.ended).toMatchObject({ end: 'done', resourceVersion: after.metadata.resourceVersion })
    await behind.stop()
  })

  it.each([1, 2, 3])('at question %i: nothing is half done, and the record says so', async (nth) => {
    const behind = await openBehindProxy(`rotation-question-${nth}`)
    behind.treat((verb, count) => (verb === 'GET' && count === nth ? { cutAfter: 10 } : 'pass'))
    const failure = await behind.rotate()
    const after = await behind.now()
    const writes = await behind.writes()
    if (failure === null) {
      expect(passwordOf(after)).toBe(base64(fresh))
      expect(writes.map(({ ended }) => ended?.end)).toEqual(['done'])
    } else {
      expect(after).toEqual(behind.secret)
      expect(writes).toEqual([])
    }
    await behind.stop()
  })

  // It ended as a refused connection, the failure of the second attempt, as if nothing could have been written.
  it.each<[string, Treatment, boolean]>([
    ['was carried out', { reset: 'once-answered' }, true],
    ['was not carried out', 'reset', false],
  ])(
    'permanently, after an answer was lost: that it %s is not claimed to be known',
    async (_, first, isDone) => {
      const behind = await openBehindProxy(`rotation-lost-${String(isDone)}`)
      let isLost = false
      behind.treat((verb) => {
        if (verb !== 'PATCH') return isLost && isDone ? 'reset' : 'pass'
        const treatment = isLost ? 'reset' : first
        isLost = true
        return treatment
      })
      expect((await behind.rotate())?.code).toBe('outcome-unknown')
      const [write, ...others] = await behind.writes()
      expect(others).toEqual([])
      expect(write?.ended).toMatchObject({ end: 'unknown', code: 'outcome-unknown' })
      expect(passwordOf(await behind.now())).toBe(isDone ? base64(fresh) : behind.secret.data?.['Password'])
      await behind.stop()
    },
  )
})

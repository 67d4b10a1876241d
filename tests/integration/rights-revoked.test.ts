import { expect, it } from 'vitest'
import type { WriteOutcome } from '../../shared/contract/secrets.ts'
import type { ConnectionDeps } from '../../electron/kube/connection.ts'
import { writesIn } from './activity/witness.ts'
import { realCluster } from './both-clusters.ts'
import { marker, registered, secretOf, type ClusterSecret } from './cluster-secrets.ts'
import { atOf, credential, own } from './life-steps.ts'
import { login, openProject } from './open-project.ts'
import { openWizard, type OpenWizard } from './open-wizard.ts'

const count = 20
const names = Array.from({ length: count }, (_, at) => `each-${String(at).padStart(2, '0')}`)

type Told = Pick<WriteOutcome, 'name' | 'failure'>
type Run = (application: OpenWizard, secrets: ClusterSecret[]) => Promise<Told[]>

/** What changes many at once. */
const runs: Record<string, { run: Run; isUnused?: boolean }> = {
  rotated: {
    run: async ({ context, rotation }, secrets) => {
      const told: Told[] = []
      await rotation.rotate(
        { context, credentials: secrets.map(atOf), values: { password: `${marker}-new` }, dryRun: false },
        { signal: new AbortController().signal, send: (outcome) => void told.push(outcome) },
      )
      return told
    },
  },
  released: {
    run: async ({ context, life }, secrets) => {
      const told: Told[] = []
      const { signal } = new AbortController()
      const send = (outcome: Told) => void told.push(outcome)
      await life.release({ context, credentials: secrets.map(atOf) }, { signal, send })
      return told
    },
  },
  deleted: {
    run: async ({ context, life }, secrets) => {
      const told: Told[] = []
      const { signal } = new AbortController()
      const send = (outcome: Told) => void told.push(outcome)
      await life.delete({ context, credentials: secrets.map(atOf) }, { signal, send })
      return told
    },
  },
  unregistered: {
    isUnused: true,
    run: async ({ context, secrets: service }, secrets) => {
      const told: Told[] = []
      const { signal } = new AbortController()
      const send = (outcome: Told) => void told.push(outcome)
      await service.unregister({ context, secrets: secrets.map(atOf) }, { signal, send })
      return told
    },
  },
}

it.each(Object.entries(runs))(
  'rights that are taken away in the middle of twenty that are %s leave one line each and nothing half',
  async (what, { run, isUnused = false }) => {
    const cluster = realCluster()
    const open = await openProject(cluster, `revoked-${what}`)
    const { namespace } = open
    const rule = { resources: ['secrets'], verbs: ['get', 'list', 'watch'] }
    const user = await cluster.user(`revoked-${what}`, {
      clusterRules: [rule, { resources: ['namespaces'], verbs: ['get', 'list', 'watch'] }],
      namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs: ['patch', 'delete'] }] },
    })
    const secrets: ClusterSecret[] = []
    for (const name of names)
      secrets.push(
        await open.makeSecret(
          name,
          isUnused
            ? { labels: registered('password'), data: login }
            : { ...credential, annotations: { ...own, 'credenza.app/credential': name } },
        ),
      )

    // After seven writes the role binding is removed. The authorizer learns of it a moment later, so the writes wait.
    let begun = 0
    let revoked: Promise<unknown> | null = null
    const binding = ['delete', 'rolebinding', '-n', namespace, '--all']
    const isRefused = async () => {
      const asked = ['auth', 'can-i', 'patch', 'secrets', '-n', namespace]
      while (
        (await cluster.kubectl(asked, { as: { kubeconfig: user.kubeconfig } }).catch(() => 'no')).trim() !==
        'no'
      );
    }
    const connect = (deps: ConnectionDeps) => {
      const connection = cluster.connect(deps)
      return {
        ...connection,
        write: async (request: Parameters<typeof connection.write>[0]) => {
          begun += 1
          if (begun > 7) revoked ??= cluster.kubectl(binding).then(isRefused)
          await revoked
          return connection.write(request)
        },
      }
    }
    const application = await openWizard({ connect, adminKubeconfig: user.kubeconfig })
    const told = await run(application, secrets)
    expect(told.map(({ name }) => name).sort()).toEqual(names)
    const refused = told.filter(({ failure }) => failure !== null)
    expect(new Set(refused.map(({ failure }) => failure?.code))).toEqual(new Set(['forbidden']))
    // Those under way when the role was removed may also have been refused.
    expect(refused.length).toBeGreaterThanOrEqual(count - 7)
    expect(refused.length).toBeLessThan(count)

    for (const secret of secrets) {
      const wasDone = !refused.some(({ name }) => name === secret.metadata.name)
      const standing = await secretOf(cluster, namespace, secret.metadata.name).catch(() => null)
      if (wasDone) expect(standing).not.toEqual(secret)
      else expect(standing).toEqual(secret)
    }
    const writes = await writesIn(application.activity)
    expect(writes.map(({ begun: { object } }) => object.name).sort()).toEqual(names)
    const ends = writes.map(({ begun: { object }, ended }) => [object.name, ended?.end])
    const wanted = names.map((name) => [
      name,
      refused.some((each) => each.name === name) ? 'refused' : 'done',
    ])
    expect(ends.sort()).toEqual(wanted)
    // The buttons follow: cached permissions are requested again.
    const [right] = await application.wizard.rights({ context: application.context, namespaces: [namespace] })
    expect(right?.patch.allowed).toBe(false)
    await Promise.all([application.stop(), open.stop()])
  },
)

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConnectionDeps } from '../../electron/kube/connection.ts'
import { failureOf } from '../../shared/failure.ts'
import { onBothClusters } from './both-clusters.ts'
import { marker, secretOf, type ClusterSecret } from './cluster-secrets.ts'
import { lifeCases } from './life-cases.ts'
import { atOf, release, remove, withoutVersion } from './life-steps.ts'
import { openProject, type OpenProject } from './open-project.ts'

/** Someone else is slightly faster: after a write's last read, and before it is sent. */
await onBothClusters((cluster) => {
  let open: OpenProject
  let between: () => Promise<unknown> = () => Promise.resolve()
  let behindLook: () => Promise<unknown> = () => Promise.resolve()
  const connect = (deps: ConnectionDeps) => {
    const connection = cluster.connect(deps)
    return {
      ...connection,
      getMetadata: async (...asked: Parameters<typeof connection.getMetadata>) => {
        const found = await connection.getMetadata(...asked)
        await behindLook()
        return found
      },
      write: async (request: Parameters<typeof connection.write>[0]) => {
        await between()
        return connection.write(request)
      },
    }
  }
  beforeAll(async () => {
    open = await openProject({ ...cluster, connect }, 'life-races')
  })
  afterAll(() => open.stop())
  const { makeCredential } = lifeCases(cluster, () => open)

  const codeOf = async (work: Promise<unknown>): Promise<string | undefined> => {
    try {
      await work
      return undefined
    } catch (error) {
      return failureOf(error)?.code
    }
  }
  const writes: Record<string, (secret: ClusterSecret) => Promise<string | undefined>> = {
    described: (secret) => {
      const { context, life } = open.application
      const words = { name: 'Other', description: 'Mine' }
      return codeOf(life.describe({ context, credential: atOf(secret), ...words }))
    },
    dated: (secret) => {
      const { context, life } = open.application
      return codeOf(life.expire({ context, credential: atOf(secret), expiresAt: '2027-03-28T00:00:00Z' }))
    },
    released: async (secret) => (await release(open.application, [atOf(secret)]))[0]?.failure?.code,
    deleted: async (secret) => (await remove(open.application, [atOf(secret)]))[0]?.failure?.code,
    rotated: async (secret) => {
      const { context, rotation } = open.application
      let code: string | undefined
      await rotation.rotate(
        { context, credentials: [atOf(secret)], values: { password: `${marker}-x` }, dryRun: false },
        { signal: new AbortController().signal, send: ({ failure }) => void (code = failure?.code) },
      )
      return code
    },
  }

  it.each(Object.entries(writes))('a credential that is %s then is not touched', async (what, write) => {
    const secret = await makeCredential(`raced-${what}`)
    const { namespace, name } = secret.metadata
    between = () =>
      cluster.kubectl(['annotate', 'secret', name, '-n', namespace, '--overwrite', 'example.com/note=late'])
    expect(await write(secret)).toBe('credential-changed')
    between = () => Promise.resolve()
    const { metadata, ...rest } = withoutVersion(secret)
    const annotations = { ...metadata.annotations, 'example.com/note': 'late' }
    expect(withoutVersion(await secretOf(cluster, namespace, name))).toEqual({
      ...rest,
      metadata: { ...metadata, annotations },
    })
  })

  // Found with two windows and kubectl: the rotation dialog said that the credential had changed, and showed nothing.
  it('a credential that changes while it is looked at is looked at again', async () => {
    const secret = await makeCredential('looked-at-late')
    const { namespace, name } = secret.metadata
    const note = ['annotate', 'secret', name, '-n', namespace, '--overwrite']
    let changes = 0
    behindLook = async () => {
      changes += 1
      if (changes <= 2) await cluster.kubectl([...note, `example.com/note=${changes}`])
    }
    const { context, rotation } = open.application
    const { resourceVersion } = await rotation.look({ context, namespace, name })
    behindLook = () => Promise.resolve()
    expect(changes).toBe(3)
    expect((await secretOf(cluster, namespace, name)).metadata.resourceVersion).toBe(resourceVersion)
  })
})

import { expect, it } from 'vitest'
import { failed } from '../../../shared/failure.ts'
import { failureFrom } from '../../kube/testing/kube-samples.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { createLife } from './life-service.ts'

/** A read-only cluster that would record each request. */
function readOnly() {
  const asked: string[] = []
  const connection = new Proxy(
    {},
    { get: (_, name) => () => Promise.reject(new Error(String(asked.push(String(name))))) },
  )
  const place = { context: 'lab', file: '', server: '', protection: 'verified' }
  const life = createLife({
    opened: () => ({ place, connection }) as unknown as OpenCluster,
    requireWritable: ({ context }) => {
      throw failed('read-only', { context })
    },
    requireSafe: () => undefined,
    recordedWrite: () => Promise.reject(new Error(String(asked.push('write')))),
  })
  return { life, asked }
}

it('changes nothing of a context that is read-only, and asks its cluster nothing for it', async () => {
  const { life, asked } = readOnly()
  const credential = { namespace: 'runai', name: 'robot', uid: 'u-1', resourceVersion: '7' }
  const told = { send: () => undefined, signal: new AbortController().signal }
  const context = 'lab'
  const changes = [
    () => life.describe({ context, credential, name: 'Robot', description: '' }),
    () => life.expire({ context, credential, expiresAt: null }),
    () => life.release({ context, credentials: [credential] }, told),
    () => life.delete({ context, credentials: [credential] }, told),
    () => life.undo({ context, changes: ['one'] }, told),
  ]
  for (const change of changes) expect(await failureFrom(change())).toEqual({ code: 'read-only', context })
  expect(asked).toEqual([])
})

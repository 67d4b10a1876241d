import { expect, it } from 'vitest'
import { sampleConnection } from '../../electron/kube/testing/kube-samples.ts'
import { until } from '../../electron/kube/testing/loopback-server.ts'
import { createSandbox } from '../../electron/sandbox/sandbox.ts'
import { sandboxServer } from '../../electron/sandbox/sandbox-server.ts'

it.each(['by itself', 'after a refresh'])(
  'after the sandbox was reset, a list that is open has what it has, %s',
  async (how) => {
    const sandbox = await createSandbox({})
    const connection = sampleConnection(sandboxServer, { dispatcher: sandbox.dispatcher })
    const path = '/api/v1/secrets'
    const shown = new Map<string, string>()
    const states: string[] = []
    const { refresh } = connection.startInformer({
      path,
      signal: new AbortController().signal,
      onRows: (rows) => {
        for (const { uid, resourceVersion } of rows) shown.set(uid, resourceVersion)
      },
      onRemoved: (uids) => {
        for (const uid of uids) shown.delete(uid)
      },
      onListed: () => {},
      onHealth: ({ state }) => states.push(state),
    })
    try {
      await until(() => states.at(-1) === 'live')
      const before = [...shown.keys()]
      sandbox.reset()
      if (how === 'after a refresh') refresh()
      const there = new Map<string, string>()
      await connection.listRows({
        path,
        onRows: (rows) => {
          for (const { uid, resourceVersion } of rows) there.set(uid, resourceVersion)
        },
      })
      const lines = (rows: Map<string, string>) => JSON.stringify([...rows].sort())
      await until(() => lines(shown) === lines(there))
      expect(before.filter((uid) => shown.has(uid))).toEqual([])
      expect(new Set(states)).toEqual(new Set(['listing', 'live']))
    } finally {
      await connection.close()
      await sandbox.close()
    }
  },
)

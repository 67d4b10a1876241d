import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { connectCluster, startCluster } from '../cluster/cluster.ts'
import type { ClusterDescription } from '../cluster/cluster.ts'
import { useCluster } from '../cluster/use-cluster.ts'

const say = () => undefined
const shared = useCluster()

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await wait(20)
}

/** Starts a cluster in a separate process, to be killed. */
async function startElsewhere(): Promise<{ child: ChildProcess; description: ClusterDescription }> {
  const module = JSON.stringify(join(import.meta.dirname, '../cluster/cluster.ts'))
  const script = `
    const { startCluster } = await import(${module})
    const { description } = await startCluster({ say: () => undefined })
    console.log(JSON.stringify(description))
    setInterval(() => undefined, 1_000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const chunk of child.stdout) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return { child, description: JSON.parse(text) as ClusterDescription }
}

describe('Our own cluster', () => {
  test('keeps what was written over a restart, and is reached again under its address', async () => {
    const cluster = await startCluster({ say })
    try {
      const namespace = await cluster.namespace('kept')
      const before = cluster.own!.pid()!
      await cluster.own!.kill()
      expect(isAlive(before)).toBe(false)
      await expect(cluster.kubectl(['get', 'namespaces'])).rejects.toThrow('refused')
      await cluster.own!.restart()
      expect(cluster.own!.pid()).not.toBe(before)
      expect(await cluster.kubectl(['get', 'namespace', namespace, '--output', 'name'])).toContain(namespace)
    } finally {
      await cluster.stop()
    }
    expect(existsSync(cluster.folder)).toBe(false)
  })

  test('accepts and does not answer while it is paused', async () => {
    const cluster = await startCluster({ say })
    try {
      cluster.own!.pause()
      const asked = cluster.kubectl(['get', '--raw', '/readyz'])
      const first = await Promise.race([asked, wait(1_000, 'silence')])
      cluster.own!.resume()
      expect(first).toBe('silence')
      expect(await asked).toBe('ok')
    } finally {
      await cluster.stop()
    }
  })

  test('leaves nothing behind when the process that started it is killed', async () => {
    const { child, description } = await startElsewhere()
    const pid = connectCluster(description).own!.pid()!
    expect(isAlive(pid)).toBe(true)
    child.kill('SIGKILL')
    await until(() => !isAlive(pid) && !existsSync(description.folder))
  })

  test('says why it did not start, and leaves nothing behind', async () => {
    const starting = startCluster({ say, apiserverArguments: ['--no-such-flag'] })
    await expect(starting).rejects.toThrow('unknown flag: --no-such-flag')
  })

  test('knows a client certificate by its name and refuses an expired one', async () => {
    const valid = shared.certificateUser!({ name: 'jane', groups: ['system:masters'] })
    const expired = shared.certificateUser!({
      name: 'jane',
      groups: ['system:masters'],
      notAfter: new Date(Date.now() - 60_000),
    })
    const ask = (kubeconfig: string) =>
      shared.kubectl(['auth', 'can-i', 'delete', 'nodes'], { as: { kubeconfig } })
    expect(await ask(valid)).toBe('yes\n')
    await expect(ask(expired)).rejects.toThrow(/logged in|Unauthorized/)
  })
})

describe('A given cluster', () => {
  test('is used under the name admin, and cleaned of what the run made', async () => {
    const environment = { ...process.env, CREDENZA_TEST_KUBECONFIG: shared.adminKubeconfig }
    const given = await startCluster({ say, environment })
    const namespace = await given.namespace('guest')
    await given.user('guest', { clusterRules: [{ resources: ['secrets'], verbs: ['get'] }] })
    const ours = ['--selector', `credenza-test-run=${given.run}`, '--output', 'name']
    expect(await shared.kubectl(['get', 'clusterroles', ...ours])).not.toBe('')
    await given.stop()
    expect(given).toMatchObject({ origin: 'given', server: shared.server, version: shared.version })
    expect(await shared.kubectl(['get', 'clusterroles,clusterrolebindings', ...ours])).toBe('')
    const phase = ['get', 'namespace', namespace, '--output', 'jsonpath={.status.phase}']
    expect(await shared.kubectl(phase)).toBe('Terminating')
    expect(existsSync(given.folder)).toBe(false)
  })
})

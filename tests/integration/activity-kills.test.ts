import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createActivityRecord } from '../../electron/services/activity/activity-record.ts'
import { verifyFolder } from '../../electron/services/activity/verify-record.ts'
import { annotationKeys } from '../../shared/runai.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { explained, watchVersions, writesIn } from './activity/witness.ts'
import { createRandom } from './recovery/random.ts'

/** How many writes must be in the cluster at the end. More on request. */
const wanted = Number(process.env['CREDENZA_KILL_WRITES'] ?? 200)
const seed = Number(process.env['CREDENZA_KILL_SEED'] ?? Date.now() % 1_000_000)
const random = createRandom(seed)
const cluster = useCluster()
const project = 'activity-kills'

let userData = ''
beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'credenza-kills-'))
})
afterAll(() => rm(userData, { recursive: true, force: true }))

/** Runs the writer. Kills it at a random time after a random number of writes, unless it may finish. */
async function runWriter(namespace: string, most: number, isKilled: boolean): Promise<void> {
  const script = join(import.meta.dirname, 'activity/write-on.ts')
  const words = [
    cluster.adminKubeconfig,
    userData,
    namespace,
    project,
    String(random.below(2 ** 31)),
    String(most),
    'k',
  ]
  const writer = spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(writer, 'close') as Promise<[number | null, string | null]>
  let left = isKilled ? 1 + random.below(45) : Infinity
  for await (const _ of createInterface({ input: writer.stdout })) {
    left -= 1
    if (left > 0) continue
    await new Promise((resolve) => setTimeout(resolve, random.below(30)))
    writer.kill('SIGKILL')
    break
  }
  const [code, signal] = await closed
  expect({ code, signal }).toEqual(isKilled ? { code: null, signal: 'SIGKILL' } : { code: 0, signal: null })
}

it(`a process that is killed again and again has every write of the cluster in its record (seed ${seed})`, async () => {
  const namespace = await cluster.namespace(project, { 'runai/queue': project })
  const witness = await watchVersions(cluster.adminKubeconfig, namespace, Object.values(annotationKeys))
  const activity = join(userData, 'activity')
  let kills = 0
  while (witness.seen.length < wanted) {
    await runWriter(namespace, 10_000, true)
    kills += 1
    // What a start does: it closes off a partial line, and the chain is intact.
    await createActivityRecord({ folder: activity, version: 'test' }).mend()
    expect((await verifyFolder(activity)).findings).toEqual([])
  }
  await runWriter(namespace, 8, false)

  // Everything in the cluster was seen, according to kubectl.
  const versions = await cluster.kubectl([
    ...['get', 'secrets', '-n', namespace, '-o'],
    'jsonpath={range .items[*]}{.metadata.name} {.metadata.resourceVersion} {.type}{"\\n"}{end}',
  ])
  const standing = versions
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('k'))
  for (const line of standing) {
    const [name, resourceVersion] = line.split(' ')
    await witness.until((each) => each.name === name && each.resourceVersion === resourceVersion)
  }
  await witness.stop()

  const writes = await writesIn(activity)
  const seen = witness.seen.filter(({ name }) => name.startsWith('k'))
  expect(seen.filter((version) => explained(version, writes) === undefined)).toEqual([])
  // And whatever it reports as done exists only where the cluster had it.
  const known = new Set(seen.map(({ name, resourceVersion }) => `${name} ${resourceVersion}`))
  const done = writes.filter(({ ended }) => ended?.end === 'done')
  const untrue = done.filter(
    ({ begun, ended }) => !known.has(`${begun.object.name} ${ended?.resourceVersion ?? ''}`),
  )
  expect(untrue).toEqual([])

  const result = await verifyFolder(activity)
  expect(result).toMatchObject({ findings: [], more: 0 })
  expect((await readdir(activity)).filter((name) => !/^activity-\d+\.jsonl$/.test(name))).toEqual([])
  const open = writes.filter(({ ended }) => ended === null).length
  const figures = {
    kills,
    versions: seen.length,
    writes: writes.length,
    done: done.length,
    open,
    torn: result.torn.length,
  }
  process.stdout.write(`SIGKILL during writes, seed ${seed}: ${JSON.stringify(figures)}\n`)
}, 600_000)

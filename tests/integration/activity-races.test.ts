import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyFolder } from '../../electron/services/activity/verify-record.ts'
import type { ActivityWrite } from '../../shared/activity-writes.ts'
import { annotationKeys } from '../../shared/runai.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { explained, watchVersions, writesIn, type SeenVersion } from './activity/witness.ts'
import { createRandom } from './recovery/random.ts'

/** Attempts per application. More on request. */
const attempts = Number(process.env['CREDENZA_RACE_WRITES'] ?? 200)
const seed = Number(process.env['CREDENZA_RACE_SEED'] ?? Date.now() % 1_000_000)
const random = createRandom(seed)
const cluster = useCluster()
const names = [0, 1, 2, 3].flatMap((worker) => [0, 1, 2, 3, 4].map((each) => `r${worker}-${each}`))
const { description } = annotationKeys
const loop = 'example.com/loop'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-races-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs an application with its own user data that writes to the twenty credentials of a project. */
async function runApplication(
  userData: string,
  { namespace, project }: { namespace: string; project: string },
  most = attempts,
): Promise<void> {
  const script = join(import.meta.dirname, 'activity/write-on.ts')
  const words = [
    cluster.adminKubeconfig,
    userData,
    namespace,
    project,
    String(random.below(2 ** 31)),
    String(most),
    'r',
  ]
  const application = spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = (await once(application, 'close')) as [number | null]
  expect(code).toBe(0)
}

/** Edits them one after the other by kubectl until stopped. Returns the outputs by version. */
async function editByKubectl(
  namespace: string,
  loopName: string,
  isOver: () => boolean,
): Promise<Map<string, string>> {
  const written = new Map<string, string>()
  for (let count = 0; !isOver(); count += 1) {
    const name = random.pick(names)
    const [key, value] = [random.pick([description, loop]), `kubectl ${loopName} ${count}`]
    const patch = JSON.stringify({ metadata: { annotations: { [key]: value } } })
    const answer = await cluster
      .kubectl([
        ...['patch', 'secret', name, '-n', namespace, '--type=merge', '-p', patch],
        ...['-o', 'jsonpath={.metadata.resourceVersion}'],
      ])
      // It doesn't exist yet.
      .catch(() => null)
    if (answer !== null) written.set(answer, `${name} ${key}=${value}`)
  }
  return written
}

it(`two applications and kubectl on the same twenty credentials lose and overwrite nothing silently (seed ${seed})`, async () => {
  const project = 'activity-races'
  const namespace = await cluster.namespace(project, { 'runai/queue': project })
  const witness = await watchVersions(cluster.adminKubeconfig, namespace, [
    ...Object.values(annotationKeys),
    loop,
  ])
  const folders = [join(folder, 'one'), join(folder, 'other')]
  let isOver = false
  const loops = ['a', 'b', 'c'].map((name) => editByKubectl(namespace, name, () => isOver))
  await Promise.all(folders.map((userData) => runApplication(userData, { namespace, project })))
  isOver = true
  const byKubectl = new Map((await Promise.all(loops)).flatMap((written) => [...written]))

  const records = await Promise.all(folders.map((userData) => writesIn(join(userData, 'activity'))))
  const writes = records.flat()
  const done = writes.filter(({ ended }) => ended?.end === 'done')
  const versionOf = ({ ended }: ActivityWrite) => ended?.resourceVersion ?? ''
  for (const resourceVersion of [...done.map(versionOf), ...byKubectl.keys()])
    await witness.until((each) => each.resourceVersion === resourceVersion)
  await witness.stop()
  const seen = witness.seen.filter(({ name }) => names.includes(name))

  // Exactly one of the three created each version, and kubectl's output matches its version.
  for (const version of seen) {
    const byWrites = done.filter((write) => versionOf(write) === version.resourceVersion)
    const told = byKubectl.get(version.resourceVersion)
    expect({ version, makers: byWrites.length + (told === undefined ? 0 : 1) }).toMatchObject({ makers: 1 })
    if (told !== undefined) expect(kubectlTexts(version)).toContain(told)
    else expect(explained(version, writes)).toBe(byWrites[0])
  }
  // Each write by the applications was based on the version that existed, and has its content.
  for (const write of done) {
    const { object, resourceVersion, changes } = write.begun
    const ofIt = seen.filter(({ name }) => name === object.name)
    const before = ofIt[ofIt.findIndex((each) => each.resourceVersion === versionOf(write)) - 1]
    expect(before?.resourceVersion ?? '').toBe(resourceVersion)
    for (const { of, key, before: told } of changes)
      if (of === 'annotation') expect(told).toBe(before?.annotations[key] ?? null)
  }
  // What was refused was reported as such, and left nothing.
  const conflicts = writes.filter(({ ended }) => ended?.end === 'conflict')
  const left = new Set(seen.map(({ annotations }) => annotations[description]))
  const meant = conflicts.map(({ begun }) => begun.changes.find(({ key }) => key === description)?.after)
  expect(meant.filter((text) => typeof text === 'string' && left.has(text))).toEqual([])
  expect(writes.filter(({ ended }) => ended === null)).toEqual([])
  for (const userData of folders)
    expect(await verifyFolder(join(userData, 'activity'))).toMatchObject({ findings: [], torn: [] })

  const figures = {
    versions: seen.length,
    done: done.length,
    conflicts: conflicts.length,
    byKubectl: byKubectl.size,
  }
  process.stdout.write(`Two applications and kubectl, seed ${seed}: ${JSON.stringify(figures)}\n`)
}, 600_000)

it('two processes on one user data folder write one chain, and each has its lines in it', async () => {
  // Its own, since the names of the other test's credentials would be taken.
  const project = 'activity-shared'
  const namespace = await cluster.namespace(project, { 'runai/queue': project })
  const shared = join(folder, 'shared')
  await Promise.all([1, 2].map(() => runApplication(shared, { namespace, project }, 30)))
  const result = await verifyFolder(join(shared, 'activity'))
  expect(result).toMatchObject({ findings: [], torn: [] })
  const writers = (await writesIn(join(shared, 'activity'))).flatMap(({ begun }) =>
    begun.changes.flatMap(({ key, after }) => (key === description ? [String(after).split(' ')[1]] : [])),
  )
  expect(new Set(writers.filter((pid) => pid !== undefined)).size).toBe(2)
})

const kubectlTexts = ({ name, annotations }: SeenVersion): string[] =>
  [description, loop].map((key) => `${name} ${key}=${annotations[key] ?? ''}`)

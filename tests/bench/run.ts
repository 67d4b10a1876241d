/**
 * Measures Credenza with a large cluster, side by side with kubectl and curl. See `options.ts` for its options. Times
 * decide nothing: it only exits with 1 if something doesn't work or counts differ.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { startCluster, type Cluster, type ClusterUser, type StartedCluster } from '../cluster/cluster.ts'
import { benchChecks, wrongChecks } from './checks.ts'
import { checksText } from './checks-report.ts'
import { benchCopies, wrongCopies } from './copies.ts'
import { copiesText } from './copies-report.ts'
import { ensureBuilt } from './ensure-built.ts'
import { createFloors } from './floors.ts'
import { framesText, wrongFrames } from './frames/frames-report.ts'
import { runFrames, type FramesRun } from './frames/frames-run.ts'
import { benchGrowth, growthText } from './growth.ts'
import { readOptions, usage, type BenchOptions, type BenchPart } from './options.ts'
import { findPeers } from './peers.ts'
import { benchPalette, paletteText, wrongPalette } from './palette.ts'
import { createReport, reportText } from './report.ts'
import { runRounds, wrongCounts } from './rounds.ts'
import { seed } from './seed.ts'
import { benchStart, startText, wrongStarts } from './start.ts'
import { findStartRuntime } from './start-run.ts'
import { snapshotText } from './snapshots-report.ts'
import { benchSnapshots } from './snapshots.ts'
import { benchUsage, wrongUsage } from './usage.ts'
import { usageText } from './usage-report.ts'

const contexts = ['large-cluster', 'same-cluster-again'] as const
const verbs = ['get', 'list', 'watch', 'create']
const say = (line: string) => console.log(line)

/** The result of one part: its text, its figures, and who counted wrong. */
interface Found {
  text: string
  figures: object
  wrong: string[]
}

const parts: Record<BenchPart, (options: BenchOptions) => Promise<Found>> = {
  list: measureList,
  growth: measureGrowth,
  copies: measureCopies,
  checks: measureChecks,
  usage: measureUsage,
  snapshots: measureSnapshots,
  palette: measurePalette,
  frames: measureFrames,
  start: measureStart,
}

/** Parts that start the built application. */
const withWindow: readonly BenchPart[] = ['list', 'snapshots', 'frames', 'start']

async function main(args: string[]): Promise<number> {
  let options: BenchOptions
  try {
    options = readOptions(args)
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`)
    return 2
  }
  const needsWindow = options.parts.some((part) => withWindow.includes(part))
  if (!options.withoutWindow && needsWindow) await ensureBuilt(say)
  const found: [BenchPart, Found][] = []
  for (const part of options.parts) found.push([part, await parts[part](options)])
  const figures = Object.fromEntries(found.map(([part, each]) => [part, each.figures]))
  await tell(options, found.map(([, { text }]) => text).join('\n'), figures)
  const wrong = found.flatMap(([, each]) => each.wrong)
  for (const line of wrong) console.error(line)
  return wrong.length === 0 ? 0 : 1
}

/** Clusters that end with what is done with them, even if that breaks off. */
async function withClusters<T>(count: number, use: (clusters: StartedCluster[]) => Promise<T>): Promise<T> {
  const clusters: StartedCluster[] = []
  const stopAll = () => Promise.all(clusters.map(({ stop }) => stop()))
  const onSignal = () => void stopAll().finally(() => process.exit(130))
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  try {
    while (clusters.length < count) clusters.push(await startCluster())
    return await use(clusters)
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
    await stopAll()
  }
}

const benchUser = (cluster: Cluster): Promise<ClusterUser> =>
  cluster.user('bench', {
    clusterRules: [{ resources: ['secrets', 'namespaces', 'pods', 'configmaps'], verbs }],
  })

function measureList(options: BenchOptions): Promise<Found> {
  return withClusters(1, async ([cluster]) => {
    if (cluster === undefined) throw new Error('there is no cluster')
    const user = await benchUser(cluster)
    say(`Seeding ${options.rows} secrets in ${options.namespaces} namespaces.`)
    const seeded = await seed(cluster, user.token, options)
    say(`Seeded in ${seeded.seconds.toFixed(0)} s.`)

    const window = {
      kubeconfig: await writeKubeconfig(cluster, user, contexts),
      contexts,
      expected: seeded.credentials,
      isHeadless: !options.headed,
    }
    const listPeers = await findPeers(window.kubeconfig, contexts[0])
    const measured = await runRounds({ options, floors: createFloors(cluster, user), listPeers, window, say })
    const report = createReport({ options, cluster, seeded, measured })
    return { text: reportText(report), figures: report, wrong: wrongCounts(measured, seeded.credentials) }
  })
}

function measureGrowth(options: BenchOptions): Promise<Found> {
  return withClusters(1, async ([cluster]) => {
    if (cluster === undefined) throw new Error('there is no cluster')
    const user = await benchUser(cluster)
    const kubeconfig = await writeKubeconfig(cluster, user, [contexts[0]])
    const steps = await benchGrowth({
      ...{ cluster, token: user.token, kubeconfig, context: contexts[0], say },
      floors: createFloors(cluster, user),
      sizes: options.sizes,
      namespaces: options.namespaces,
      rounds: options.rounds,
    })
    return { text: growthText(steps), figures: steps, wrong: steps.flatMap(({ wrong }) => wrong) }
  })
}

function measureCopies(options: BenchOptions): Promise<Found> {
  return withClusters(2, async ([withCopies, without]) => {
    if (withCopies === undefined || without === undefined) throw new Error('there are no two clusters')
    if (withCopies.server === without.server) throw new Error('copies need clusters of their own')
    const prepared = async (cluster: StartedCluster) => {
      const user = await benchUser(cluster)
      return { cluster, user, kubeconfig: await writeKubeconfig(cluster, user, [contexts[0]]) }
    }
    const clusters = { withCopies: await prepared(withCopies), without: await prepared(without) }
    const measured = await benchCopies({ options, clusters, context: contexts[0], say })
    return { text: copiesText(measured), figures: measured, wrong: wrongCopies(measured) }
  })
}

function measureChecks(options: BenchOptions): Promise<Found> {
  return withClusters(1, async ([cluster]) => {
    if (cluster === undefined) throw new Error('there is no cluster')
    const user = await benchUser(cluster)
    say(`Seeding ${options.rows} secrets in ${options.namespaces} namespaces.`)
    const { credentials } = await seed(cluster, user.token, options)
    const kubeconfig = await writeKubeconfig(cluster, user, [contexts[0]])
    const place = { cluster, user, kubeconfig, context: contexts[0] }
    const measured = await benchChecks({ ...place, rounds: options.rounds, say })
    const size = { credentials, namespaces: options.namespaces }
    return { text: checksText(measured, size), figures: measured, wrong: wrongChecks(measured, credentials) }
  })
}

function measureUsage(options: BenchOptions): Promise<Found> {
  return withClusters(1, async ([cluster]) => {
    if (cluster === undefined) throw new Error('there is no cluster')
    const user = await cluster.user('bench', {
      clusterRules: [{ apiGroups: ['*'], resources: ['*'], verbs }],
    })
    const kubeconfig = await writeKubeconfig(cluster, user, [contexts[0]])
    const measured = await benchUsage({ options, cluster, user, kubeconfig, say })
    return { text: usageText(measured), figures: measured, wrong: wrongUsage(measured) }
  })
}

async function measureSnapshots({ snapshotRows: rows, rounds, withoutWindow, headed }: BenchOptions) {
  const window = withoutWindow ? null : { isHeadless: !headed }
  const snapshots = await benchSnapshots({ rows, rounds, window }, say)
  return { text: snapshotText(snapshots), figures: snapshots, wrong: [] }
}

function measureStart({ rounds, before, withoutWindow, headed }: BenchOptions): Promise<Found> {
  return withClusters(1, async ([cluster]) => {
    if (cluster === undefined) throw new Error('there is no cluster')
    const user = await benchUser(cluster)
    await seed(cluster, user.token, { rows: 400, namespaces: 20 })
    const place = { kubeconfig: await writeKubeconfig(cluster, user, [contexts[0]]), context: contexts[0] }
    const how = { runtime: findStartRuntime(), isHeadless: !headed, rounds: withoutWindow ? 0 : rounds }
    const figures = await benchStart({ ...place, ...how, before, say })
    return { text: startText(figures), figures, wrong: wrongStarts(figures) }
  })
}

async function measurePalette(options: BenchOptions): Promise<Found> {
  const figures = await benchPalette(options, say)
  return { text: paletteText(figures), figures, wrong: wrongPalette(figures) }
}

async function measureFrames({
  frames,
  seconds,
  withoutWindow,
  headed,
  profile,
}: BenchOptions): Promise<Found> {
  const runs: FramesRun[] = []
  for (const credentials of withoutWindow ? [] : frames) {
    say(`The window over ${credentials} made-up credentials`)
    const folder = profile === '' ? '' : join(profile, String(credentials))
    runs.push(await runFrames({ credentials, seconds, isHeadless: !headed, profile: folder }, say))
  }
  return { text: framesText(runs), figures: { runs }, wrong: wrongFrames(runs) }
}

async function tell({ out }: BenchOptions, text: string, report: object): Promise<void> {
  say(`\n${text}`)
  if (out === '') return
  await mkdir(dirname(out), { recursive: true })
  await writeFile(out, text)
  await writeFile(out.replace(/(\.md)?$/, '.json'), JSON.stringify(report, null, 2))
  say(`Written to ${out}.`)
}

/** Contexts of one cluster without a current one, so that the window waits for a choice. */
async function writeKubeconfig(
  cluster: Cluster,
  user: ClusterUser,
  names: readonly string[],
): Promise<string> {
  const file = join(cluster.folder, 'bench.kubeconfig')
  const { server, caData } = cluster
  const ca = caData === undefined ? {} : { 'certificate-authority-data': caData }
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'bench', cluster: { server, ...ca } }],
    users: [{ name: 'bench', user: { token: user.token } }],
    contexts: names.map((name) => ({ name, context: { cluster: 'bench', user: 'bench' } })),
  }
  await writeFile(file, JSON.stringify(config, null, 2), { mode: 0o600 })
  return file
}

process.exitCode = await main(process.argv.slice(2))

/**
 * Measures Credenza over a large cluster, side by side with kubectl and curl. See `options.ts` for what it takes.
 * Times decide nothing: it ends with 1 only where something does not work or counts differ.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { startCluster, type Cluster, type ClusterUser, type StartedCluster } from '../cluster/cluster.ts'
import { ensureBuilt } from './ensure-built.ts'
import { createFloors } from './floors.ts'
import { readOptions, usage, type BenchOptions } from './options.ts'
import { createReport, reportText } from './report.ts'
import { runRounds, wrongCounts } from './rounds.ts'
import { seed } from './seed.ts'
import { snapshotText } from './snapshots-report.ts'
import { benchSnapshots } from './snapshots.ts'

const contexts = ['large-cluster', 'same-cluster-again'] as const
const verbs = ['get', 'list', 'watch', 'create']
const say = (line: string) => console.log(line)

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  let options: BenchOptions
  try {
    options = readOptions(args)
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`)
    return 2
  }
  if (!options.withoutWindow) await ensureBuilt(say)
  if (options.snapshotsAlone) return measureSnapshots(options)
  const cluster = await startCluster()
  const onSignal = () => void cluster.stop().finally(() => process.exit(130))
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  try {
    return await measure(cluster, options)
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
    await cluster.stop()
  }
}

async function measure(cluster: StartedCluster, options: BenchOptions): Promise<number> {
  const user = await cluster.user('bench', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs }],
  })
  say(`Seeding ${options.rows} secrets in ${options.namespaces} namespaces.`)
  const seeded = await seed(cluster, user.token, options)
  say(`Seeded in ${seeded.seconds.toFixed(0)} s.`)

  const window = {
    kubeconfig: await writeKubeconfig(cluster, user),
    contexts,
    expected: seeded.credentials,
    isHeadless: !options.headed,
  }
  const measured = await runRounds({ options, floors: createFloors(cluster, user), window, say })
  const report = createReport({ options, cluster, seeded, measured })
  const snapshots = await benchSnapshots(snapshotRequest(options), say)
  await tell(options, `${reportText(report)}\n${snapshotText(snapshots)}`, { ...report, snapshots })
  const wrong = wrongCounts(measured, seeded.credentials)
  for (const line of wrong) console.error(line)
  return wrong.length === 0 ? 0 : 1
}

function snapshotRequest({ snapshotRows: rows, rounds, withoutWindow, headed }: BenchOptions) {
  return { rows, rounds, window: withoutWindow ? null : { isHeadless: !headed } }
}

async function measureSnapshots(options: BenchOptions): Promise<number> {
  const snapshots = await benchSnapshots(snapshotRequest(options), say)
  await tell(options, snapshotText(snapshots), { snapshots })
  return 0
}

async function tell({ out }: BenchOptions, text: string, report: object): Promise<void> {
  say(`\n${text}`)
  if (out === '') return
  await mkdir(dirname(out), { recursive: true })
  await writeFile(out, text)
  await writeFile(out.replace(/(\.md)?$/, '.json'), JSON.stringify(report, null, 2))
  say(`Written to ${out}.`)
}

/** Two contexts of one cluster and no current one, so that the window waits until one is chosen. */
async function writeKubeconfig(cluster: Cluster, user: ClusterUser): Promise<string> {
  const file = join(cluster.folder, 'bench.kubeconfig')
  const { server, caData } = cluster
  const ca = caData === undefined ? {} : { 'certificate-authority-data': caData }
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'bench', cluster: { server, ...ca } }],
    users: [{ name: 'bench', user: { token: user.token } }],
    contexts: contexts.map((name) => ({ name, context: { cluster: 'bench', user: 'bench' } })),
  }
  await writeFile(file, JSON.stringify(config, null, 2), { mode: 0o600 })
  return file
}

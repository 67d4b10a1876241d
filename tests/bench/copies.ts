import type { ClusterUser, StartedCluster } from '../cluster/cluster.ts'
import { runLabel } from '../cluster/namespaces.ts'
import { defaultRunaiNamespace } from '../../shared/runai.ts'
import type { BenchOptions } from './options.ts'
import { makeAll, namespacesToMake, type Create } from './seed.ts'
import { seedCredential, seedNamespace } from './seed-data.ts'
import type { ServiceRun } from './service-run.ts'
import { runService } from './service.ts'

/** The same secrets twice: as copies of a few credentials, and as credentials of the projects. One entry per round. */
export interface CopiesMeasured {
  originals: number
  projects: number
  withCopies: ServiceRun[]
  without: ServiceRun[]
}

interface CopiesRequest {
  options: Pick<BenchOptions, 'originals' | 'projects' | 'rounds'>
  clusters: Record<
    'withCopies' | 'without',
    { cluster: StartedCluster; user: ClusterUser; kubeconfig: string }
  >
  context: string
  say: (line: string) => void
}

/** Lists both clusters alternately, so that a busy moment affects both. */
export async function benchCopies({
  options,
  clusters,
  context,
  say,
}: CopiesRequest): Promise<CopiesMeasured> {
  const { originals, projects, rounds } = options
  const measured: CopiesMeasured = { originals, projects, withCopies: [], without: [] }
  for (const kind of ['withCopies', 'without'] as const) {
    const { cluster, user } = clusters[kind]
    say(`Seeding ${originals} credentials in Run:ai's namespace and those of ${projects} projects.`)
    const began = performance.now()
    await makeAll(cluster, user.token, [
      runaiNamespace(cluster.description.run),
      namespacesToMake(projects, cluster.description.run),
      secretsToMake(options, kind === 'withCopies' ? 'cluster' : 'project'),
    ])
    say(`Seeded in ${((performance.now() - began) / 1000).toFixed(0)} s.`)
    await runService(clusters[kind].kubeconfig, context)
  }
  for (let round = 1; round <= rounds; round++) {
    for (const kind of ['withCopies', 'without'] as const)
      measured[kind].push(await runService(clusters[kind].kubeconfig, context))
    say(`Round ${round} of ${rounds}.`)
  }
  return measured
}

/** Who reported a wrong number of rows. Empty if all is right. */
export function wrongCopies({ originals, projects, withCopies, without }: CopiesMeasured): string[] {
  const wrong = (runs: readonly ServiceRun[], right: number) =>
    runs
      .filter(({ rows }) => rows !== right)
      .map(({ rows }) => `the window was told ${rows} rows, not ${right}`)
  return [...new Set([...wrong(withCopies, originals), ...wrong(without, originals * (projects + 1))])]
}

function* runaiNamespace(run: string): Generator<Create> {
  const metadata = { name: defaultRunaiNamespace, labels: { [runLabel]: run } }
  yield { path: '/api/v1/namespaces', body: { apiVersion: 'v1', kind: 'Namespace', metadata } }
}

/** `scope` is the scope of the secrets in project namespaces: for a copy, the original's. */
function* secretsToMake(
  { originals, projects }: Pick<BenchOptions, 'originals' | 'projects'>,
  scope: 'cluster' | 'project',
): Generator<Create> {
  const home = { name: defaultRunaiNamespace, project: '' }
  for (let index = 0; index < originals; index++) {
    yield { path: secretsOf(home.name), body: seedCredential(home, index, 'cluster') }
    for (let project = 0; project < projects; project++) {
      const { name } = seedNamespace(project)
      yield { path: secretsOf(name), body: seedCredential(home, index, scope) }
    }
  }
}

const secretsOf = (namespace: string) => `/api/v1/namespaces/${namespace}/secrets`

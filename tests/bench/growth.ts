import type { StartedCluster } from '../cluster/cluster.ts'
import type { Floors } from './floors.ts'
import { spread, table } from './report-tables.ts'
import { makeAll, namespacesToMake, type Create } from './seed.ts'
import { seedCredential, seedNamespace, seedOther } from './seed-data.ts'
import { runService } from './service.ts'
import { megabytes, spreadOf } from './statistics.ts'

/** One size of the cluster, with an entry per round. Milliseconds and MB. */
interface GrowthStep {
  credentials: number
  curl: number[]
  all: number[]
  /** CPU time of the listing process. */
  cpu: number[]
  /** The growth of its JavaScript heap and buffers. */
  heap: number[]
  resident: number[]
  wrong: string[]
}

interface GrowthRequest {
  cluster: StartedCluster
  token: string
  kubeconfig: string
  context: string
  floors: Pick<Floors, 'curlInOnePiece'>
  /** Numbers of credentials in ascending order. As many other secrets are created. */
  sizes: readonly number[]
  namespaces: number
  rounds: number
  say: (line: string) => void
}

/** Lists a cluster at several sizes, alternately with Credenza’s service and curl, while it is filled. */
export async function benchGrowth(request: GrowthRequest): Promise<GrowthStep[]> {
  const { cluster, token, kubeconfig, context, floors, sizes, namespaces, rounds, say } = request
  await makeAll(cluster, token, [namespacesToMake(namespaces, cluster.description.run)])
  const steps: GrowthStep[] = []
  let made = 0
  for (const credentials of sizes) {
    say(`Seeding up to ${credentials} credentials.`)
    await makeAll(cluster, token, [secretsBetween(made, credentials, namespaces)])
    made = credentials
    const step: GrowthStep = { credentials, curl: [], all: [], cpu: [], heap: [], resident: [], wrong: [] }
    await runService(kubeconfig, context)
    for (let round = 1; round <= rounds; round++) {
      const curl = await floors.curlInOnePiece()
      const run = await runService(kubeconfig, context)
      const held = ({ heap, outside }: (typeof run)['after']) => heap + outside
      step.curl.push(curl.wall)
      step.all.push(run.allRows)
      step.cpu.push(run.figures.cpu)
      step.heap.push(megabytes(held(run.after) - held(run.before)))
      step.resident.push(megabytes(run.after.resident - run.before.resident))
      for (const [who, rows] of [['curl', curl.rows] as const, ['the service', run.rows] as const])
        if (rows !== credentials) step.wrong.push(`${who} saw ${rows} rows, not ${credentials}`)
    }
    say(`${credentials} credentials: ${spread(step.all)} ms, curl ${spread(step.curl)} ms.`)
    steps.push(step)
  }
  return steps
}

function* secretsBetween(from: number, to: number, namespaces: number): Generator<Create> {
  for (let index = from; index < to; index++) {
    const namespace = seedNamespace(index % namespaces)
    const number = Math.floor(index / namespaces)
    const path = `/api/v1/namespaces/${namespace.name}/secrets`
    yield { path, body: seedCredential(namespace, number) }
    yield { path, body: seedOther(number) }
  }
}

/** The exponent with which a figure grows with size, by least squares over logarithms. 1 is linear. */
function exponentOf(points: readonly { size: number; figure: number }[]): number {
  const logs = points.map(({ size, figure }) => [Math.log(size), Math.log(figure)] as const)
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length
  const [meanX, meanY] = [mean(0), mean(1)]
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  const under = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  return over / under
}

const figures = {
  'all rows sent (ms)': (step: GrowthStep) => step.all,
  'curl in one piece (ms)': (step: GrowthStep) => step.curl,
  'processor time of the main process (ms)': (step: GrowthStep) => step.cpu,
  'main process grows by (MB, JavaScript heap and buffers)': (step: GrowthStep) => step.heap,
  '… by (MB, resident)': (step: GrowthStep) => step.resident,
}

/** The result in Markdown with a chart, also readable as plain text. */
export function growthText(steps: readonly GrowthStep[]): string {
  const median = (numbers: readonly number[]) => spreadOf(numbers).median
  const exponent = (pick: (step: GrowthStep) => number[]) =>
    exponentOf(steps.map((step) => ({ size: step.credentials, figure: median(pick(step)) }))).toFixed(2)
  const lines = Object.entries(figures).map(([name, pick]) => [
    name,
    ...steps.map((step) => spread(pick(step))),
    exponent(pick),
  ])
  const ratios = steps.map((step) => (median(step.all) / median(step.curl)).toFixed(2))
  const sizes = steps.map(({ credentials }) => credentials.toLocaleString('en'))
  const bars = (pick: (step: GrowthStep) => number[]) =>
    steps.map((step) => median(pick(step)).toFixed(0)).join(', ')
  return [
    '# Bench: growth of the list',
    'Credenza’s service without a window and curl in turns, over one cluster that is filled. As many other secrets are in ' +
      'it. Median (minimum to maximum). The exponent is the power of the number of credentials that a figure grows with: ' +
      'with 1, twice the rows take twice the time.',
    table(['credentials', ...sizes, 'exponent'], [...lines, ['all rows, to curl', ...ratios, '']]),
    [
      '```mermaid',
      'xychart-beta',
      '  title "Milliseconds until all rows are sent (bars), and curl in one piece (line)"',
      `  x-axis [${steps.map(({ credentials }) => credentials).join(', ')}]`,
      '  y-axis "ms"',
      `  bar [${bars((step) => step.all)}]`,
      `  line [${bars((step) => step.curl)}]`,
      '```\n',
    ].join('\n'),
  ].join('\n\n')
}

import { setTimeout as wait } from 'node:timers/promises'
import type { Cluster } from '../../cluster/cluster.ts'
import { compactStore } from '../../cluster/compact-store.ts'
import { waitUntilReady } from '../../cluster/own-controls.ts'
import type { OwnControls } from '../../cluster/own-controls.ts'
import { requestAsAdmin } from '../../cluster/own-request.ts'
import type { RequestTarget } from '../../cluster/own-request.ts'
import type { Random } from './random.ts'

type Disturbance = 'killed' | 'paused' | 'forgotten' | 'exchanged'

/** One disturbance of the cluster, and what else happens around it. */
export interface Round {
  number: number
  disturbance: Disturbance
  /** When secrets are changed. While a server is down nobody can, so then as soon as it is up. */
  when: 'before' | 'during' | 'after'
  changes: number
  /** A person refreshes the list during the disturbance. */
  isRefreshed: boolean
  /** How long it lasts. */
  milliseconds: number
}

/** The plan of a run. `isWhole`: every pause lasts a minute, and servers are down for up to twenty seconds. */
interface Plan {
  isWhole: boolean
  /** Rounds that are always a minute's pause. */
  longRounds: readonly number[]
}

const minute = 60_000

/** How many of twenty rounds have each disturbance. */
const shares: readonly { disturbance: Disturbance; usual: number; whole: number }[] = [
  { disturbance: 'killed', usual: 5, whole: 6 },
  { disturbance: 'forgotten', usual: 4, whole: 5 },
  { disturbance: 'exchanged', usual: 5, whole: 4 },
  { disturbance: 'paused', usual: 6, whole: 5 },
]
const chances = (which: 'usual' | 'whole') =>
  shares.flatMap((share) => Array<Disturbance>(share[which]).fill(share.disturbance))

export function chooseRound(number: number, { isWhole, longRounds }: Plan, random: Random): Round {
  const isLong = longRounds.includes(number)
  const chosen = random.pick(chances(isWhole ? 'whole' : 'usual'))
  const disturbance = isLong ? 'paused' : chosen
  const share = random.next()
  const isMinute = isLong || (isWhole && disturbance === 'paused')
  return {
    number,
    disturbance,
    when: random.pick(['before', 'during', 'after'] as const),
    changes: 1 + random.below(3),
    isRefreshed: random.next() < 0.5 || isLong,
    milliseconds: isMinute ? minute : Math.round(share * (isWhole ? 20_000 : 2_000)),
  }
}

interface Stage {
  cluster: Pick<Cluster, 'server' | 'caData'>
  own: OwnControls
  change: () => Promise<void>
  refresh: () => void
  exchangeToken: () => Promise<void>
}

/** Runs one round, from the changes before to those after. When it resolves the cluster is right again. */
export async function playRound(round: Round, stage: Stage): Promise<void> {
  const { when } = round
  if (when === 'before') await stage.change()
  if (round.disturbance === 'paused') await pauseServer(round, stage)
  else await killServer(round, stage)
  if (when === 'after') await stage.change()
}

/** Before a server continues, since kubectl itself only waits for ten seconds. */
const shortlyBefore = 2_000

async function pauseServer({ when, isRefreshed, milliseconds }: Round, stage: Stage): Promise<void> {
  const { own, change, refresh } = stage
  own.pause()
  if (isRefreshed) refresh()
  await wait(Math.max(0, milliseconds - shortlyBefore))
  // What is sent now is answered once the server continues.
  const changing = when === 'during' ? change() : Promise.resolve()
  await wait(Math.min(milliseconds, shortlyBefore))
  own.resume()
  await changing
  await waitUntilReady(adminOf(stage))
}

async function killServer(
  { when, disturbance, isRefreshed, milliseconds }: Round,
  stage: Stage,
): Promise<void> {
  const { own, change, refresh, exchangeToken } = stage
  if (disturbance === 'exchanged') await exchangeToken()
  const path = '/api/v1/namespaces/default/secrets?limit=1'
  const { text } = await requestAsAdmin(adminOf(stage), path)
  const list = JSON.parse(text) as { metadata: { resourceVersion: string } }
  await own.kill()
  if (disturbance === 'forgotten') await compactStore(own, list.metadata.resourceVersion)
  await wait(milliseconds / 2)
  if (isRefreshed) refresh()
  await wait(milliseconds / 2)
  await own.restart()
  if (when === 'during') await change()
}

const adminOf = ({ cluster: { server, caData = '' }, own: { adminToken } }: Stage): RequestTarget => ({
  server,
  caData,
  adminToken,
})

/** The duration of the rounds in words, for readers of the run's output. */
export function tellTimes(times: readonly { round: Round; took: number }[]): string {
  const line = (name: string, some: readonly number[]) => {
    const sorted = some.toSorted((a, b) => a - b)
    const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)
    const late = some.filter((took) => took > 5_000).length
    return `  ${name}: ${some.length} rounds, median ${at(0.5)} ms, worst ${at(1)} ms, over five seconds ${late}`
  }
  const kinds = shares.map(({ disturbance: kind }) =>
    line(
      kind,
      times.filter(({ round }) => round.disturbance === kind).map(({ took }) => took),
    ),
  )
  return [
    'recovery, from a right cluster to a right table:',
    ...kinds,
    line(
      'all',
      times.map(({ took }) => took),
    ),
  ].join('\n')
}

import type { BenchOptions } from './options.ts'
import type { FloorRun, Floors } from './floors.ts'
import type { Peers } from './peers.ts'
import type { ServiceRun } from './service-run.ts'
import { runService } from './service.ts'
import { runWindow, type WindowRequest, type WindowRun } from './window-run.ts'

/** All measurements, one entry per round. */
export interface Measured {
  tools: Record<keyof Floors, FloorRun[]>
  peers: Peers
  service: ServiceRun[]
  window: WindowRun[]
}

interface RoundsRequest {
  options: BenchOptions
  floors: Floors
  listPeers: () => Promise<Peers>
  window: Omit<WindowRequest, 'profile'>
  say: (line: string) => void
}

/** Measures in rounds, everything once per round, so that a busy moment affects all. */
export async function runRounds({
  options,
  floors,
  listPeers,
  window,
  say,
}: RoundsRequest): Promise<Measured> {
  const names = Object.keys(floors) as (keyof Floors)[]
  const tools = Object.fromEntries(names.map((name) => [name, [] as FloorRun[]])) as Measured['tools']
  const measured: Measured = { tools, peers: { informer: [], python: [] }, service: [], window: [] }
  const context = window.contexts[0]

  say('Warming up: each thing once, not counted.')
  for (const name of names) await floors[name]()
  await listPeers()
  await runService(window.kubeconfig, context, options.profile)
  if (!options.withoutWindow) await runWindow({ ...window, profile: options.profile })

  for (let round = 1; round <= options.rounds; round++) {
    const began = performance.now()
    for (const name of names) tools[name].push(await floors[name]())
    const { informer, python } = await listPeers()
    measured.peers.informer.push(...informer)
    measured.peers.python.push(...python)
    measured.service.push(await runService(window.kubeconfig, context))
    if (!options.withoutWindow) measured.window.push(await runWindow({ ...window, profile: '' }))
    say(`Round ${round} of ${options.rounds}: ${((performance.now() - began) / 1000).toFixed(0)} s.`)
  }
  return measured
}

/** Who saw a wrong number of rows. Empty if all agree. */
export function wrongCounts({ tools, peers, service, window }: Measured, expected: number): string[] {
  const firstPage = Math.min(500, expected)
  const wrong: string[] = []
  const check = (who: string, rows: number, right = expected) => {
    if (rows !== right) wrong.push(`${who} saw ${rows} rows, not ${right}`)
  }
  for (const [name, runs] of Object.entries(tools)) {
    for (const { rows } of runs) check(name, rows, name === 'curlFirstPage' ? firstPage : expected)
  }
  for (const [name, runs] of Object.entries(peers))
    for (const { rows } of runs as Peers[keyof Peers]) check(name, rows)
  for (const { rows } of service) check('the service', rows)
  for (const { first, again } of window) {
    check('the window', first.marks.rows)
    check('the window, opened again', again.marks.rows)
  }
  return [...new Set(wrong)]
}

import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ClusterUser, StartedCluster } from '../cluster/cluster.ts'
import type { CheckServiceRun } from './check-run.ts'
import { runCheckService } from './service.ts'

/** One check by kubectl and a script: milliseconds including process startup, and of kubectl alone. */
interface ScriptRun {
  wall: number
  kubectl: number
  checked: number
  found: number
}

/** One entry per round. */
export interface ChecksMeasured {
  credenza: CheckServiceRun[]
  script: ScriptRun[]
}

interface ChecksRequest {
  cluster: StartedCluster
  user: ClusterUser
  kubeconfig: string
  context: string
  rounds: number
  say: (line: string) => void
}

/** Checks all credentials alternately, so that a busy moment affects both. */
export async function benchChecks(request: ChecksRequest): Promise<ChecksMeasured> {
  const { kubeconfig, context, rounds, say } = request
  const measured: ChecksMeasured = { credenza: [], script: [] }
  say('Warming up: each once, not counted.')
  await runScript(request)
  await runCheckService(kubeconfig, context)
  for (let round = 1; round <= rounds; round++) {
    measured.script.push(await runScript(request))
    measured.credenza.push(await runCheckService(kubeconfig, context))
    say(`Round ${round} of ${rounds}.`)
  }
  return measured
}

async function runScript({ cluster, user }: ChecksRequest): Promise<ScriptRun> {
  const began = performance.now()
  const files: string[] = []
  for (const args of [['secrets', '-l', 'run.ai/resource'], ['pods'], ['configmaps']]) {
    const file = join(cluster.folder, `bench-${args[0] ?? ''}.json`)
    const wanted = ['get', ...args, '-A', '--chunk-size=0', '-o', 'json']
    await writeFile(file, await cluster.kubectl(wanted, { as: user }), { mode: 0o600 })
    files.push(file)
  }
  const kubectl = performance.now() - began
  const script = join(import.meta.dirname, 'check-by-script.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...files], { windowsHide: true })
  const told = JSON.parse(stdout) as Pick<ScriptRun, 'checked' | 'found'>
  return { ...told, kubectl, wall: performance.now() - began }
}

/** Who checked a wrong number of credentials, or found others. Empty if all is right. */
export function wrongChecks({ credenza, script }: ChecksMeasured, credentials: number): string[] {
  const wrong = (who: string, runs: readonly { checked: number }[]) =>
    runs
      .filter(({ checked }) => checked !== credentials)
      .map(({ checked }) => `${who} checked ${checked}, not ${credentials}`)
  const counts = new Set([...credenza, ...script].map(({ found }) => found))
  return [
    ...new Set([...wrong('Credenza', credenza), ...wrong('the script', script)]),
    ...(counts.size > 1 ? [`something was found in ${[...counts].join(' or ')}`] : []),
  ]
}

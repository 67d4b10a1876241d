import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { CheckServiceRun } from './check-run.ts'
import type { ServiceRun } from './service-run.ts'

const script = join(import.meta.dirname, 'service-run.ts')

/** Checks all credentials once in a new process. */
export async function runCheckService(kubeconfig: string, context: string): Promise<CheckServiceRun> {
  const checking = join(import.meta.dirname, 'check-run.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [checking, kubeconfig, context], {
    timeout: 600_000,
    windowsHide: true,
  })
  return JSON.parse(stdout) as CheckServiceRun
}

/** Runs the service once in a new process. With `profileFolder` it writes a CPU profile there. */
export async function runService(
  kubeconfig: string,
  context: string,
  profileFolder = '',
): Promise<ServiceRun> {
  const profiling =
    profileFolder === ''
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`, '--cpu-prof-name=service.cpuprofile']
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...profiling, script, kubeconfig, context],
    {
      timeout: 120_000,
      windowsHide: true,
    },
  )
  return JSON.parse(stdout) as ServiceRun
}

import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Whether there is a kubeconfig to look at: one that is named, be it there or not, or the usual one.
 * @param {string | undefined} given `--kubeconfig`
 * @param {NodeJS.ProcessEnv} environment
 */
export function namesKubeconfig(given, environment) {
  return Boolean(given || environment.KUBECONFIG) || existsSync(join(homedir(), '.kube', 'config'))
}

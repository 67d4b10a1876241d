import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Whether there is a kubeconfig to read: a given one, whether it exists or not, or the default one.
 * @param {string | undefined} given `--kubeconfig`
 * @param {NodeJS.ProcessEnv} environment
 */
export function namesKubeconfig(given, environment) {
  return Boolean(given || environment.KUBECONFIG) || existsSync(join(homedir(), '.kube', 'config'))
}

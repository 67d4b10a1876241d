import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { installPackage, isDebianAsRoot } from './debian/debian.ts'
import { builtApiserver, buildApiserver } from './debian/build-apiserver.ts'
import type { ClusterBinaries } from './own-cluster.ts'

/** Where the tests' API server comes from. */
type FoundServer =
  | { origin: 'given'; source: string; kubeconfig: string }
  | ({ origin: 'binaries' | 'debian'; source: string } & ClusterBinaries)

/** The environment for finding it. */
interface FindOptions {
  say: (line: string) => void
  environment?: NodeJS.ProcessEnv
  /** Whether packages may be installed. By default, as root on Debian. */
  mayInstall?: () => Promise<boolean>
}

/**
 * Finds an API server in the order of docs/decisions/test-cluster.md. On Debian it builds one if necessary. Rejects
 * with what is missing and how to provide it.
 */
export async function findServer(options: FindOptions): Promise<FoundServer> {
  const { environment = process.env } = options
  const given = environment['CREDENZA_TEST_KUBECONFIG']
  if (given) return findGiven(given)

  const apiserver = await findProgram('kube-apiserver', environment)
  const etcd = await findProgram('etcd', environment)
  if (apiserver && etcd) {
    return { origin: 'binaries', source: `kube-apiserver ${apiserver} with etcd ${etcd}`, apiserver, etcd }
  }
  return findDebian(options, { apiserver, etcd })
}

/** Finds kubectl, or installs Debian's. Resolves with its path. */
export async function findKubectl({
  say,
  environment = process.env,
  mayInstall = isDebianAsRoot,
}: FindOptions): Promise<string> {
  const found = await findProgram('kubectl', environment)
  if (found) return found
  if (!(await mayInstall())) {
    throw new Error('The tests need kubectl on the PATH (or in the folder that KUBEBUILDER_ASSETS names).')
  }
  await installPackage('kubernetes-client', { say, why: 'kubectl' })
  return requireProgram('kubectl', environment)
}

/** Finds etcdctl, which backs up and restores the store, or installs Debian's. Resolves with its path. */
export async function findEtcdctl({
  say,
  environment = process.env,
  mayInstall = isDebianAsRoot,
}: FindOptions): Promise<string> {
  const found = await findProgram('etcdctl', environment)
  if (found) return found
  if (!(await mayInstall())) {
    throw new Error(
      'The test of a restored store needs etcdctl on the PATH (or where KUBEBUILDER_ASSETS names).',
    )
  }
  await installPackage('etcd-client', { say, why: 'etcdctl' })
  return requireProgram('etcdctl', environment)
}

async function findGiven(path: string): Promise<FoundServer> {
  const kubeconfig = resolve(path)
  try {
    await access(kubeconfig, constants.R_OK)
  } catch (error) {
    throw new Error(`CREDENZA_TEST_KUBECONFIG names ${kubeconfig}, which can't be read.`, { cause: error })
  }
  return {
    origin: 'given',
    source: `the current context of ${kubeconfig} (CREDENZA_TEST_KUBECONFIG)`,
    kubeconfig,
  }
}

async function findDebian(
  { say, environment = process.env, mayInstall = isDebianAsRoot }: FindOptions,
  found: { apiserver: string | undefined; etcd: string | undefined },
): Promise<FoundServer> {
  const built = found.apiserver ?? (await builtApiserver(environment))
  if (!(built && found.etcd) && !(await mayInstall()))
    throw new Error(missingText({ ...found, apiserver: built }))
  if (!found.etcd) await installPackage('etcd-server', { say, why: 'the store of the test cluster' })
  const etcd = found.etcd ?? (await requireProgram('etcd', environment))
  const apiserver = built ?? (await buildApiserver({ say, environment, etcd }))
  const source = `kube-apiserver ${apiserver}, built from Debian's sources, with etcd ${etcd}`
  return { origin: 'debian', source, apiserver, etcd }
}

function missingText({
  apiserver,
  etcd,
}: {
  apiserver: string | undefined
  etcd: string | undefined
}): string {
  const missing = [...(apiserver ? [] : ['kube-apiserver']), ...(etcd ? [] : ['etcd'])].join(' and ')
  return (
    `No cluster to test with: ${missing} not found. Set CREDENZA_TEST_KUBECONFIG to the kubeconfig of a cluster that ` +
    'may be written to, or KUBEBUILDER_ASSETS to a folder with kube-apiserver, etcd and kubectl (setup-envtest ' +
    'fetches one), or run as root on Debian 12, where both are made from its packages and sources.'
  )
}

async function requireProgram(name: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const found = await findProgram(name, environment)
  if (!found) throw new Error(`${name} is installed but not on the PATH.`)
  return found
}

/** Finds a program in KUBEBUILDER_ASSETS, then on the PATH. */
async function findProgram(name: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  const folders = [environment['KUBEBUILDER_ASSETS'], ...(environment['PATH'] ?? '').split(delimiter)]
  for (const folder of folders) {
    if (!folder) continue
    const path = resolve(join(folder, file))
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return path
  }
  return undefined
}

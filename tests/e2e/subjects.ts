import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The specs about the cluster: what it stores, refuses, sends and reports, besides kubectl and other people. They run
 * on the real kube-apiserver. All others are about the window or the application and run on the sandbox, which answers
 * like the cluster (the contract suite proves that).
 *
 * The rule: could only a real cluster prove this spec wrong? Then its file is here, with the reason. Asked for by name,
 * a spec runs on both, unless it is in `notOnSandbox`.
 */
const clusterSpecs: Readonly<Record<string, string>> = {
  'claim-race.spec.ts': 'two claims of one secret in the same moment: the cluster decides who wins',
  'credential-life.spec.ts': 'annotations are written next to kubectl, with conflicts and without rights',
  'credentials.spec.ts': 'kubectl makes, labels and annotates while the list watches',
  'details-life.spec.ts': 'kubectl changes, releases, deletes and makes a secret while its details are open',
  'few-rights.spec.ts': 'RBAC decides which namespaces can be read',
  'new-credentials.spec.ts': 'what is stored is compared with what kubectl makes, and a claim is contested',
  'no-value-leaves.spec.ts': 'every byte that a cluster sends for a list and a watch is looked at',
  'restart.spec.ts': 'kubectl judges what a restart changes, and RBAC decides who may restart',
  'rotate.spec.ts': 'kubectl judges what was written and restarted, and is faster once',
  'secrets-page.spec.ts': 'labels are written next to kubectl, with conflicts and without rights',
  'selection.spec.ts': 'kubectl judges what a run over several credentials changed, and RBAC what may be',
  'snapshots-compare.spec.ts': 'kubectl changes the cluster while a comparison follows it',
  'two-windows.spec.ts':
    'two applications and kubectl edit the same secrets: the cluster decides who was first',
  'wizard-rights.spec.ts': 'RBAC decides what the wizard offers',
}

/** The specs that use what the sandbox does not offer to kubectl. They never run there. */
const notOnSandbox: Readonly<Record<string, string>> = {
  'restart.spec.ts': 'makes Deployments',
  'rotate.spec.ts': 'makes Deployments',
  'wizard-rights.spec.ts': 'makes roles',
}

for (const file of Object.keys({ ...clusterSpecs, ...notOnSandbox }))
  if (!existsSync(join(import.meta.dirname, file)))
    throw new Error(`subjects.ts names ${file}, which is not there.`)

const patternsOf = (specs: Readonly<Record<string, string>>) => Object.keys(specs).map((file) => `**/${file}`)

/** The specs of each Playwright project. With `isEverywhere`, every spec is in both, if it can run on the sandbox. */
export function specsOf(
  project: 'sandbox' | 'cluster',
  isEverywhere: boolean,
): { testMatch?: string[]; testIgnore?: string[] } {
  if (project === 'sandbox') return { testIgnore: patternsOf(isEverywhere ? notOnSandbox : clusterSpecs) }
  return isEverywhere ? {} : { testMatch: patternsOf(clusterSpecs) }
}

/** Why Playwright can’t run what `args` ask for: a spec on the sandbox that only runs on the cluster. */
export function misplacedSpec(args: readonly string[]): string | undefined {
  const projects = args.flatMap((each, at) =>
    each === '--project' ? [args[at + 1]] : each.startsWith('--project=') ? [each.slice(10)] : [],
  )
  if (!projects.includes('sandbox') || projects.includes('cluster')) return undefined
  const named = Object.entries(notOnSandbox).find(([file]) =>
    args.some((each) => each.includes(file.replace('.ts', ''))),
  )
  return named === undefined
    ? undefined
    : `${named[0]} ${named[1]} with kubectl, which the sandbox does not offer. Run it with --project=cluster.`
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** Tests that aren't about the contract, and what they are about instead. */
const ofOneCluster: Readonly<Record<string, string>> = {
  'activity-audit.test.ts': 'the audit log of a server',
  'activity-command.test.ts': 'a process and its exit codes',
  'activity-kills.test.ts': 'processes that are killed',
  'activity-races.test.ts': 'two processes and kubectl at once',
  'both-clusters.test.ts': 'this test',
  'cluster.test.ts': 'the real test cluster itself',
  'cluster-finding.test.ts': 'the real test cluster itself',
  'cluster-life.test.ts': 'the real test cluster itself',
  'dev.test.ts': 'development',
  'documented-commands.test.ts': 'the commands of the documents',
  'few-rights-at-size.test.ts': 'connections to a real server, and what they cost it',
  'fuzz.test.ts': 'made-up requests, which it sends to both itself',
  'keychain.test.ts': 'the keychain',
  'kube-admission.test.ts': 'webhooks and quotas',
  'kube-clock.test.ts': 'clocks and certificates',
  'kube-sign-in.test.ts': 'ways to sign in',
  'kube-tls.test.ts': 'certificates and proxies',
  'kube-write-cuts.test.ts': 'connections that are cut',
  'kubeconfig-corpus.test.ts': 'kubeconfigs',
  'life-cuts.test.ts': 'connections that are cut',
  'package.test.ts': 'the packages',
  'plugin-answers.test.ts': 'programs to sign in with, and kubectl',
  'plugin-lookups.test.ts': 'programs to sign in with, and kubectl',
  'proxies-as-go.test.ts': 'proxies, and kubectl',
  'registry-login.test.ts': 'registries',
  'rotation-cuts.test.ts': 'connections that are cut',
  'rights-revoked.test.ts': 'rights that are taken away between two writes',
  'restored-store.test.ts': 'the life of a server',
  'snapshot-compare.test.ts': 'files, and what was exported of a live list',
  'snapshot-command.test.ts': 'a process and its exit codes',
  'table-commands.test.ts': 'processes and their exit codes',
  'snapshot-offline.test.ts': 'a machine without a network',
  'start-without-display.test.ts': 'a process and its exit codes',
  'tls-as-go.test.ts': 'certificates, and kubectl',
  'what-travels.test.ts': 'connections, and kubectl',
  'recovery.test.ts': 'the life of a server',
  'wizard-echoes.test.ts': 'webhooks',
}

/** Tests that send the same requests to both and compare the answers. */
const comparesBoth = /^sandbox-/

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
const runsOnBoth = (name: string) =>
  /^await onBothClusters\(/m.test(readFileSync(join(import.meta.dirname, name), 'utf8'))

it('every test of a cluster’s behaviour runs on the kube-apiserver and the sandbox alike', () => {
  const others = files.filter((name) => !runsOnBoth(name) && !comparesBoth.test(name))
  expect(others.sort()).toEqual(Object.keys(ofOneCluster).sort())
})

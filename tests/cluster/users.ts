import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { AskCluster } from './ask-cluster.ts'
import { kubeconfigText } from './kubeconfig.ts'
import { makeNamespace, runLabel } from './namespaces.ts'
import type { ClusterAccess } from './namespaces.ts'
import { randomSuffix } from './random-suffix.ts'

/** An RBAC rule in Kubernetes' own terms. `apiGroups` defaults to the core group. */
export interface PolicyRule {
  apiGroups?: string[]
  resources: string[]
  resourceNames?: string[]
  verbs: string[]
}

/** What a user may do. Nothing by default. */
export interface UserRules {
  /** In every namespace, and for cluster-scoped resources. */
  clusterRules?: PolicyRule[]
  /** In single namespaces, by name. */
  namespaceRules?: Record<string, PolicyRule[]>
}

/** A user of the test cluster. */
export interface ClusterUser {
  /** The user's name in the cluster. */
  name: string
  /** Path of a kubeconfig with one context, which has the requested name. */
  kubeconfig: string
  token: string
}

/** Creates a service account with exactly these permissions and a token for a day. */
export async function makeUser(access: ClusterAccess, name: string, rules: UserRules): Promise<ClusterUser> {
  const { description, ask } = access
  const account = `${name}-${randomSuffix()}`
  const home = await makeNamespace(access, 'users', {})
  const metadata = { name: account, namespace: home }
  await ask(accountsOf(home), { body: { apiVersion: 'v1', kind: 'ServiceAccount', metadata } })
  for (const { path, object } of grants({ account, home, run: description.run }, rules))
    await ask(path, { body: object })

  const token = await requestToken(ask, home, account)
  const kubeconfig = join(description.folder, `${account}.kubeconfig`)
  const { server, caData } = description
  const ca = caData ? { ca: Buffer.from(caData, 'base64').toString() } : {}
  await writeFile(kubeconfig, kubeconfigText({ name, server, ...ca, user: { token } }), { mode: 0o600 })
  await waitUntilGranted(ask, token, rules)
  return { name: `system:serviceaccount:${home}:${account}`, kubeconfig, token }
}

/** Takes what applies in every namespace from a user again. The server's authorizer learns of it a moment later. */
export async function revokeRights({ ask }: ClusterAccess, { name }: ClusterUser): Promise<void> {
  const account = name.split(':').at(-1) ?? ''
  await ask(`/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/${account}`, { method: 'DELETE' })
}

const accountsOf = (namespace: string) => `/api/v1/namespaces/${namespace}/serviceaccounts`

/** Something to make, and where. */
interface Grant {
  path: string
  object: object
}

interface Subject {
  account: string
  home: string
  run: string
}

function grants(subject: Subject, { clusterRules = [], namespaceRules = {} }: UserRules): Grant[] {
  const cluster = clusterRules.length > 0 ? grant(subject, clusterRules) : []
  const namespaced = Object.entries(namespaceRules).map(([name, rules]) => grant(subject, rules, name))
  return [...cluster, ...namespaced.flat()]
}

function grant({ account, home, run }: Subject, rules: PolicyRule[], namespace?: string): Grant[] {
  const apiGroup = 'rbac.authorization.k8s.io'
  const prefix = namespace === undefined ? 'Cluster' : ''
  const folder = `/apis/${apiGroup}/v1/${namespace === undefined ? 'cluster' : `namespaces/${namespace}/`}`
  const common = {
    apiVersion: `${apiGroup}/v1`,
    metadata: {
      name: account,
      labels: { [runLabel]: run },
      ...(namespace === undefined ? {} : { namespace }),
    },
  }
  const subjects = [{ kind: 'ServiceAccount', name: account, namespace: home }]
  const roleRef = { apiGroup, kind: `${prefix}Role`, name: account }
  const withGroups = rules.map((rule) => ({ ...rule, apiGroups: rule.apiGroups ?? [''] }))
  return [
    { path: `${folder}roles`, object: { ...common, kind: `${prefix}Role`, rules: withGroups } },
    { path: `${folder}rolebindings`, object: { ...common, kind: `${prefix}RoleBinding`, subjects, roleRef } },
  ]
}

async function requestToken(ask: AskCluster, namespace: string, account: string): Promise<string> {
  const body = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 86_400 },
  }
  const path = `${accountsOf(namespace)}/${account}/token`
  return (await ask<{ status: { token: string } }>(path, { body })).status.token
}

/** The server's authorizer learns about new roles by a watch, shortly after their creation. */
async function waitUntilGranted(
  ask: AskCluster,
  token: string,
  { clusterRules = [], namespaceRules = {} }: UserRules,
): Promise<void> {
  const questions = [
    ...clusterRules.map((rule) => question(rule)),
    ...Object.entries(namespaceRules).flatMap(([name, rules]) => rules.map((rule) => question(rule, name))),
  ]
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
  const deadline = Date.now() + 240_000
  for (const resourceAttributes of questions) {
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview' }
    const body = { ...review, spec: { resourceAttributes } }
    for (;;) {
      const { status } = await ask<{ status: { allowed: boolean } }>(path, { body, token })
      if (status.allowed) break
      if (Date.now() > deadline)
        throw new Error(`The cluster does not grant ${JSON.stringify(resourceAttributes)}.`)
      await wait(50)
    }
  }
}

function question(rule: PolicyRule, namespace?: string): Record<string, string | undefined> {
  const [resource, subresource] = (rule.resources[0] ?? '').split('/')
  return {
    namespace,
    group: rule.apiGroups?.[0] ?? '',
    resource,
    subresource,
    name: rule.resourceNames?.[0],
    verb: rule.verbs[0],
  }
}

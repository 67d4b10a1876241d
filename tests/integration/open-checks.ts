import { expect } from 'vitest'
import type { CheckResult, Mend } from '../../shared/checks.ts'
import type { CheckMessage } from '../../shared/contract/checks.ts'
import { annotationKeys } from '../../shared/runai.ts'
import type { ContractCluster } from './both-clusters.ts'
import { holdsValue, makeSecrets, type SecretParts } from './cluster-secrets.ts'
import { openWizard } from './open-wizard.ts'

export const login = 'kubernetes.io/dockerconfigjson'
export const config = (password: string) =>
  JSON.stringify({ auths: { 'registry.example.org': { username: 'robot', password } } })
export const ofProject = (type: string) => ({ 'run.ai/credentials': 'true', 'run.ai/resource': type })

/** A project's credential with a username and a password. */
export function password(name: string, value: string, more: SecretParts = {}): SecretParts {
  return {
    labels: ofProject('password'),
    data: { User: 'team', Password: value },
    ...more,
    annotations: { [annotationKeys.credential]: name, ...more.annotations },
  }
}

/** An application that is open on its own namespaces with credentials. */
export async function openChecks(cluster: ContractCluster) {
  const namespace = await cluster.namespace('checks', { 'runai/queue': 'checks' })
  const other = await cluster.namespace('checks-other', { 'runai/queue': 'checks-other' })
  const application = await openWizard(cluster, { runaiNamespace: namespace })
  const { list } = application.clusters.opened(application.context)
  const inList = (place: string, name: string) =>
    [...list.credentials()].find((each) => each.namespace === place && each.kubernetesName === name)

  async function make(secrets: Record<string, SecretParts>, place = namespace): Promise<void> {
    await makeSecrets(cluster, place, secrets)
    await expect
      .poll(() => Object.keys(secrets).filter((name) => inList(place, name) === undefined))
      .toEqual([])
  }
  /** Everything that is reported about some credentials. */
  async function check(names: readonly string[], application_ = application) {
    const messages: CheckMessage[] = []
    // Other tests have secrets with the same names in the cluster.
    const own = [...application_.clusters.opened(application_.context).list.credentials()].filter((each) =>
      [namespace, other].includes(each.namespace),
    )
    const uids = own.filter(({ kubernetesName }) => names.includes(kubernetesName)).map(({ uid }) => uid)
    const { signal } = new AbortController()
    const { context } = application_
    await application_.checks.run({ context, uids }, { signal, send: (each) => messages.push(each) })
    expect(holdsValue(messages)).toBe(false)
    const byName = new Map<string, CheckResult>()
    for (const message of messages)
      if (message.kind === 'results') for (const each of message.results) byName.set(each.name, each)
    return { messages, results: Object.fromEntries(byName), uids }
  }
  const findingsOf = (result: CheckResult | undefined) => result?.found.map(({ finding }) => finding)
  async function mend(result: CheckResult | undefined, mend: Mend): Promise<null> {
    if (result === undefined) throw new Error('it was not checked')
    const { namespace, name, uid, resourceVersion } = result
    const credential = { namespace, name, uid, resourceVersion }
    return application.checks.mend({ context: application.context, credential, mend })
  }
  return { namespace, other, application, make, check, findingsOf, mend, inList }
}

export type OpenChecks = Awaited<ReturnType<typeof openChecks>>

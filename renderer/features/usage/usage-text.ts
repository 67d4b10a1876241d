import { ageText, momentText } from '../../../shared/age.ts'
import { failureText } from '../../../shared/failure-text/failure-text.ts'
import { counted, grouped } from '../../../shared/number-text.ts'
import type {
  PullProblem,
  SecretUse,
  SecretUser,
  SecretWay,
  UnseenUsers,
  WorkloadToRestart,
} from '../../../shared/usage.ts'

const wayWords: Readonly<Record<SecretWay, string>> = {
  pull: 'pull',
  env: 'variables',
  'env-from': 'variables',
  volume: 'files',
  projected: 'files',
  'account-pull': 'pull',
  account: 'account',
}

/** How something uses a Secret: `pull`, `variables, files`, with `optional` for what works without it. */
export function waysText(uses: readonly SecretUse[]): string {
  const words = [...new Set(uses.map(({ way }) => wayWords[way]))].join(', ')
  return words !== '' && uses.every(({ isOptional }) => isOptional) ? `${words}, optional` : words
}

/** The name of a kind. Run:ai's workload kinds are named by their first word, as in its console. */
export const kindText = ({ kind, group }: Pick<SecretUser, 'kind' | 'group'>): string =>
  /(?:^|\.)run\.ai$/.test(group) ? kind.replace(/Workload$/, '') || kind : kind

/** `kubelet, 2 min ago`. A future time, due to clock differences, is shown in full. */
export function heardText({ at }: Pick<PullProblem, 'at'>, now: number): string {
  if (at === '') return 'kubelet'
  if (Date.parse(at) > now + 60_000) return `kubelet, ${momentText(at)}`
  const age = ageText(at, now)
  return age === 'now' ? 'kubelet, now' : `kubelet, ${age} ago`
}

/** Whether a problem is about pulling an image. */
export const isOfPull = ({ reason }: Pick<PullProblem, 'reason'>): boolean => /Image|Registry/.test(reason)

/**
 * The summary next to the title: `5 workloads, 2 can’t pull`, or `can’t start` if some problems aren't about images.
 * Empty if there is neither.
 */
export function usersText({
  current,
  failing,
  isPull,
}: {
  current: number
  failing: number
  isPull: boolean
}): string {
  const verb = `can’t ${isPull ? 'pull' : 'start'}`
  // Those that fail may not name the Secret, and then don't count as its users.
  if (current === 0) return failing === 0 ? '' : `${counted(failing, 'workload')} ${verb}`
  const words = counted(current, 'workload')
  return failing === 0 ? words : `${words}, ${grouped(failing)} ${verb}`
}

/** The objects of a resource, within a sentence. */
const resourceWords: Readonly<Record<string, string>> = {
  serviceaccounts: 'service accounts',
  statefulsets: 'stateful sets',
  daemonsets: 'daemon sets',
  replicasets: 'replica sets',
  cronjobs: 'cron jobs',
}

/** Which permission is missing to restart a workload, and what to ask for. */
export const missingRightText = ({ kind, namespace }: WorkloadToRestart, verb: string): string => {
  const resource = `${kind.toLowerCase()}s`
  const words = resourceWords[resource] ?? resource
  return `You can’t ${verb} ${words} in ${namespace}. Ask your administrator for the verb ${verb} on ${resource}.apps.`
}

/** What couldn't be listed: `You can’t list pods in llm-eval and 3 more namespaces`. */
export function unseenUsersText({ resource, namespaces, count, failure }: UnseenUsers): string {
  const objects = resourceWords[resource] ?? resource
  const head =
    failure.code === 'forbidden' ? `You can’t list ${objects}` : `Credenza couldn’t list ${objects}`
  const [first = ''] = namespaces
  if (first === '') return `${head} of the cluster`
  return count === 1
    ? `${head} in ${first}`
    : `${head} in ${first} and ${counted(count - 1, 'more namespace')}`
}

/**
 * Why something couldn't be listed, without duplicates. A missing permission is already in the text about what you
 * can't list.
 */
export function unseenReasons(
  unseen: readonly Pick<UnseenUsers, 'failure'>[],
  about: Parameters<typeof failureText>[1],
): string[] {
  const reasons = unseen.flatMap(({ failure }) => {
    if (failure.code === 'forbidden') return []
    const { title, text } = failureText(failure, about)
    return [`${title}. ${text}`]
  })
  return [...new Set(reasons)]
}

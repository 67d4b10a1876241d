import { nameOf, namespaceOf } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { SeedAccount, SeedPod } from './company.ts'
import { daysBefore, encoded, kinds, makeObject } from './seed-objects.ts'
import type { Planting } from './seed-objects.ts'
import { apiTime } from '../objects/api-time.ts'

const controller = 'kube-controller-manager'
const references = (names: readonly string[] = []) => names.map((name) => ({ name }))

/** The account and its token that every namespace has. */
export function plantDefaultAccount(
  namespace: KubeObject,
  { made, tokenSuffix }: { made: number; tokenSuffix: string },
  planting: Planting,
): { account: KubeObject; token: KubeObject } {
  const home = nameOf(namespace)
  const name = `default-token-${tokenSuffix}`
  const account = makeObject(
    {
      resource: kinds.serviceAccounts,
      metadata: { name: 'default', namespace: home },
      content: { secrets: references([name]) },
      made,
      tool: controller,
    },
    planting,
  )
  const annotations = {
    'kubernetes.io/service-account.name': 'default',
    'kubernetes.io/service-account.uid': account.metadata.uid ?? '',
  }
  const data = encoded({ 'ca.crt': 'FAKE-not-a-certificate', namespace: home, token: 'FAKE-not-a-token' })
  const token = makeObject(
    {
      resource: kinds.secrets,
      metadata: { name, namespace: home, annotations },
      content: { data, type: 'kubernetes.io/service-account-token' },
      made,
      tool: controller,
    },
    planting,
  )
  return { account, token }
}

export function plantAccount(account: SeedAccount, planting: Planting): KubeObject {
  const { namespace, name, made, secrets, imagePullSecrets } = account
  const content = {
    ...(secrets === undefined ? {} : { secrets: references(secrets) }),
    ...(imagePullSecrets === undefined ? {} : { imagePullSecrets: references(imagePullSecrets) }),
  }
  const metadata = { name, namespace }
  return makeObject(
    { resource: kinds.serviceAccounts, metadata, content, made, tool: 'kubectl-create' },
    planting,
  )
}

/** A pod that runs and uses secrets in the ways that it names; `keyOf` tells a key that a secret has. */
export function plantPod(
  pod: SeedPod,
  keyOf: (namespace: string, secret: string) => string,
  planting: Planting,
): KubeObject {
  const { namespace, name, made } = pod
  const planted = makeObject(
    {
      resource: kinds.pods,
      metadata: { name, namespace },
      content: { spec: specOf(pod, keyOf) },
      made,
      tool: controller,
    },
    planting,
  )
  const startedAt = apiTime(daysBefore(planting.now, made))
  const status = {
    phase: 'Running',
    podIP: `10.42.${name.length % 8}.${(namespace.length * name.length) % 250}`,
    containerStatuses: [
      {
        name: 'main',
        state: { running: { startedAt } },
        ready: true,
        restartCount: 0,
        image: pod.image,
        started: true,
      },
    ],
    qosClass: 'Burstable',
  }
  return { ...planted, status }
}

function specOf(pod: SeedPod, keyOf: (namespace: string, secret: string) => string): object {
  const { env = [], envFrom = [], volumes = [], imagePullSecrets, serviceAccount } = pod
  const container = {
    name: 'main',
    image: pod.image,
    resources: { limits: { 'nvidia.com/gpu': '1' } },
    env: env.map((name) => {
      const key = keyOf(pod.namespace, name)
      const variable = key.toUpperCase().replace(/[^A-Z0-9]+/g, '_')
      return { name: variable, valueFrom: { secretKeyRef: { name, key } } }
    }),
    envFrom: envFrom.map((name) => ({ secretRef: { name } })),
    volumeMounts: volumes.map((name) => ({ name, mountPath: `/var/secrets/${name}`, readOnly: true })),
  }
  const filled = Object.entries(container).filter(([, value]) => !Array.isArray(value) || value.length > 0)
  return {
    serviceAccountName: serviceAccount ?? 'default',
    nodeName: `dgx-${(pod.name.length % 6) + 1}`,
    containers: [Object.fromEntries(filled)],
    ...(volumes.length === 0
      ? {}
      : { volumes: volumes.map((name) => ({ name, secret: { secretName: name } })) }),
    ...(imagePullSecrets === undefined ? {} : { imagePullSecrets: references(imagePullSecrets) }),
  }
}

/** Tells the first key of a secret's data, for pods that take one. */
export function createKeyFinder(secrets: readonly KubeObject[]) {
  return (namespace: string, name: string): string => {
    const found = secrets.find((secret) => namespaceOf(secret) === namespace && nameOf(secret) === name)
    if (found === undefined) throw new Error(`The seed has no secret ${namespace}/${name}.`)
    return Object.keys(found.data ?? {}).at(-1) ?? ''
  }
}

import { isJsonArray, isJsonObject } from './kube-object.ts'
import type { Json, JsonObject } from './kube-object.ts'

/** The default mode of a Secret's files: 0644, readable by all and writable by their owner. */
const usualMode = 420

const evicting = ['not-ready', 'unreachable'].map((condition) => ({
  key: `node.kubernetes.io/${condition}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}))

export const objectsIn = (list: Json | undefined): JsonObject[] =>
  isJsonArray(list) ? list.filter(isJsonObject) : []

/** The fields of a pod's `spec` in the API's order, as far as the sandbox knows them; others follow. */
const specOrder = [
  'volumes',
  'initContainers',
  'containers',
  'restartPolicy',
  'terminationGracePeriodSeconds',
  'dnsPolicy',
  'nodeSelector',
  'serviceAccountName',
  'serviceAccount',
  'nodeName',
  'securityContext',
  'imagePullSecrets',
  'schedulerName',
  'tolerations',
  'priority',
  'enableServiceLinks',
  'preemptionPolicy',
]
const containerOrder = [
  'name',
  'image',
  'command',
  'args',
  'workingDir',
  'ports',
  'envFrom',
  'env',
  'resources',
  'volumeMounts',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'imagePullPolicy',
]

/** Adds the defaults of a pod's `spec`. */
export function withPodDefaults(spec: JsonObject): JsonObject {
  const containers = (name: string) =>
    isJsonArray(spec[name]) ? { [name]: objectsIn(spec[name]).map(withContainerDefaults) } : {}
  const account = spec['serviceAccountName'] ?? spec['serviceAccount']
  return inOrder(specOrder, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    ...spec,
    ...(account === undefined ? {} : { serviceAccountName: account, serviceAccount: account }),
    ...(isJsonArray(spec['volumes']) ? { volumes: objectsIn(spec['volumes']).map(withVolumeDefaults) } : {}),
    ...containers('initContainers'),
    ...containers('containers'),
  })
}

function withContainerDefaults(container: JsonObject): JsonObject {
  return inOrder(containerOrder, {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicyOf(container['image']),
    ...container,
  })
}

/** An image without a tag is always pulled. */
function pullPolicyOf(image: Json | undefined): string {
  const last = typeof image === 'string' ? (image.split('/').at(-1) ?? '') : ''
  const isFixed = last.includes('@') || (last.includes(':') && !last.endsWith(':latest'))
  return isFixed ? 'IfNotPresent' : 'Always'
}

function withVolumeDefaults(volume: JsonObject): JsonObject {
  const { secret, projected } = volume
  return {
    ...volume,
    ...(isJsonObject(secret)
      ? { secret: { ...secret, defaultMode: secret['defaultMode'] ?? usualMode } }
      : {}),
    ...(isJsonObject(projected)
      ? { projected: { ...projected, defaultMode: projected['defaultMode'] ?? usualMode } }
      : {}),
  }
}

/** What the cluster itself adds to a new pod, without a manager. */
export const withPodAdditions = (spec: JsonObject): JsonObject =>
  inOrder(specOrder, {
    ...spec,
    tolerations: [...objectsIn(spec['tolerations']), ...evicting],
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
  })

function inOrder(order: readonly string[], fields: JsonObject): JsonObject {
  const known = order.filter((name) => Object.hasOwn(fields, name))
  const others = Object.keys(fields).filter((name) => !order.includes(name))
  return Object.fromEntries([...known, ...others].map((name) => [name, fields[name] ?? null]))
}

import type { SecretUse } from '../../../shared/usage.ts'
import type {
  Untrusted,
  V1Container,
  V1EnvFromSource,
  V1EnvVar,
  V1PodSpec,
  V1Volume,
} from '../../kube/core/models.ts'
import { fieldsOf } from '../../kube/core/models.ts'

/** A place in a pod spec that names a Secret. */
export interface NamedUse extends SecretUse {
  secret: string
  /** The volume that mounts it. */
  volume?: string
}

/** All Secrets that a pod spec names, in all kinds of containers and volumes. Accepts malformed specs. */
export function secretUses(given: unknown): NamedUse[] {
  const spec: Untrusted<V1PodSpec> = fieldsOf(given)
  const containers = [spec.initContainers, spec.containers, spec.ephemeralContainers].flatMap(fieldsIn)
  return [
    ...fieldsIn(spec.imagePullSecrets).map((reference) => use('pull', reference, 'name')),
    ...containers.flatMap(usesOfContainer),
    ...fieldsIn(spec.volumes).flatMap(usesOfVolume),
  ].filter(({ secret }) => secret !== '')
}

export const fieldsIn = (list: unknown): Readonly<Record<string, unknown>>[] =>
  Array.isArray(list) ? list.map(fieldsOf) : []

function use(way: NamedUse['way'], reference: unknown, field: string): NamedUse {
  const { [field]: secret, optional } = fieldsOf(reference)
  return { way, secret: typeof secret === 'string' ? secret : '', isOptional: optional === true }
}

function usesOfContainer({ env, envFrom }: Untrusted<V1Container>): NamedUse[] {
  return [
    ...fieldsIn(env).map(({ valueFrom }: Untrusted<V1EnvVar>) =>
      use('env', fieldsOf(valueFrom)['secretKeyRef'], 'name'),
    ),
    ...fieldsIn(envFrom).map(({ secretRef }: Untrusted<V1EnvFromSource>) =>
      use('env-from', secretRef, 'name'),
    ),
  ]
}

/** These volume drivers name the Secret with their login in separate fields. */
const drivers = ['cephfs', 'rbd', 'iscsi', 'flexVolume', 'scaleIO', 'storageos'] as const

function usesOfVolume(volume: Untrusted<V1Volume>): NamedUse[] {
  const { sources } = fieldsOf(volume.projected)
  const name = typeof volume.name === 'string' ? volume.name : ''
  const uses = [
    use('volume', volume.secret, 'secretName'),
    use('volume', volume.azureFile, 'secretName'),
    use('volume', fieldsOf(volume.csi)['nodePublishSecretRef'], 'name'),
    ...drivers.map((driver) => use('volume', fieldsOf(volume[driver])['secretRef'], 'name')),
    ...fieldsIn(sources).map(({ secret }) => use('projected', secret, 'name')),
  ]
  return uses.map((each) => ({ ...each, volume: name }))
}

import { expect, it } from 'vitest'
import { secretUses } from './secret-uses.ts'

const named = (spec: unknown) =>
  secretUses(spec).map(({ way, secret, isOptional }) => `${way} ${secret}${isOptional ? '?' : ''}`)

it('finds a Secret in every kind of container, variable and volume', () => {
  const env = (name: string) => ({ name: 'A', valueFrom: { secretKeyRef: { name, key: 'k' } } })
  expect(
    named({
      imagePullSecrets: [{ name: 'pull' }],
      initContainers: [{ env: [env('init')], envFrom: [{ secretRef: { name: 'all-of-init' } }] }],
      containers: [
        { env: [{ name: 'PLAIN', value: 'x' }, env('env')], envFrom: [{ secretRef: { name: 'all' } }] },
        { envFrom: [{ configMapRef: { name: 'no-secret' } }] },
      ],
      ephemeralContainers: [{ env: [env('ephemeral')] }],
      volumes: [
        { secret: { secretName: 'files' } },
        { configMap: { name: 'no-secret' } },
        { projected: { sources: [{ secret: { name: 'projected' } }, { configMap: { name: 'no-secret' } }] } },
        { csi: { driver: 'd', nodePublishSecretRef: { name: 'csi' } } },
        { azureFile: { secretName: 'azure' } },
        { cephfs: { secretRef: { name: 'ceph' } } },
      ],
    }),
  ).toEqual([
    'pull pull',
    'env init',
    'env-from all-of-init',
    'env env',
    'env-from all',
    'env ephemeral',
    'volume files',
    'projected projected',
    'volume csi',
    'volume azure',
    'volume ceph',
  ])
})

it('reports what is optional', () => {
  expect(
    named({
      containers: [
        {
          env: [{ valueFrom: { secretKeyRef: { name: 'a', key: 'k', optional: true } } }],
          envFrom: [{ secretRef: { name: 'b', optional: true } }],
        },
      ],
      volumes: [
        { secret: { secretName: 'c', optional: true } },
        { projected: { sources: [{ secret: { name: 'd', optional: true } }] } },
      ],
    }),
  ).toEqual(['env a?', 'env-from b?', 'volume c?', 'projected d?'])
})

it('accepts any input and finds nothing in what isn’t a spec', () => {
  for (const spec of [
    null,
    undefined,
    7,
    'x',
    [],
    { containers: 'x', volumes: [null, 7] },
    { imagePullSecrets: {} },
  ])
    expect(secretUses(spec)).toEqual([])
  expect(named({ imagePullSecrets: [{}, { name: 7 }, { name: '' }] })).toEqual([])
})

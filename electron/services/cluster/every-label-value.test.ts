import { describe, expect, it } from 'vitest'
import { isRegistrable } from '../../../shared/registration.ts'
import { kubeRow } from './kube-row.fixture.ts'
import { readSecret } from './read-secret.ts'

type Labels = Readonly<Record<string, string>>

const types = ['password', 'access-key']
/** Values that some version accepts, and ones that none does. `null`: the label is missing. */
const choices: readonly (readonly [string, readonly (string | null)[]])[] = [
  ['run.ai/resource', [null, 'password', 'access-key', 'vault', '']],
  ['run.ai/cluster-wide', [null, 'true', 'True', 'access-key', '']],
  ['run.ai/cluster-wide-credentials', [null, 'true', '1']],
  ['runai/cluster-wide', [null, 'true', 'yes']],
  ['run.ai/department', [null, '4500043', '']],
  ['run.ai/credentials', [null, 'true', 'false']],
  ['run.ai/tenant-wide', [null, 'true', '']],
  ['run.ai/asset', [null, 'password', 'vault']],
  ['run.ai/user', [null, '7']],
]

function labelsOf(number: number): Labels {
  const labels: Record<string, string> = {}
  let rest = number
  for (const [label, values] of choices) {
    const value = values[rest % values.length] ?? null
    rest = Math.floor(rest / values.length)
    if (value !== null) labels[label] = value
  }
  return labels
}

const count = choices.reduce((all, [, values]) => all * values.length, 1)
const secrets = ['runai', 'runai-vision'].flatMap((namespace) =>
  [false, true].map((isNamed) => ({ namespace, isNamed })),
)

const isType = (value: string | undefined) => value !== undefined && types.includes(value)

/** The scopes of these labels according to the documentation of each version, implemented a second time. */
function documentedScopes(labels: Labels): string[] {
  const [type, clusterWide] = [labels['run.ai/resource'], labels['run.ai/cluster-wide']]
  const scopes: string[] = []
  if (
    labels['run.ai/cluster-wide-credentials'] === 'true' ||
    labels['runai/cluster-wide'] === 'true' ||
    isType(clusterWide) ||
    (clusterWide === 'true' && isType(type))
  )
    scopes.push('cluster')
  if ((labels['run.ai/department'] ?? '') !== '' && isType(type)) scopes.push('department')
  const isWider = ['run.ai/tenant-wide', 'run.ai/cluster-wide', 'run.ai/department'].some(
    (label) => labels[label] !== undefined,
  )
  if (labels['run.ai/credentials'] === 'true' || (isType(type) && !isWider && scopes.length === 0))
    scopes.push('project')
  return scopes
}

const read = (labels: Labels, { namespace, isNamed }: { namespace: string; isNamed: boolean }) =>
  readSecret(
    kubeRow({
      namespace,
      name: 'some',
      labels,
      cells: ['some', 'Opaque', 2, '3d'],
      annotations: isNamed ? { 'credenza.app/credential': 'Some' } : {},
    }),
    () => 'vision',
    'prod',
  )

/** Runs a check on each combination and returns the first few that fail. */
function failing(holds: (labels: Labels, secret: (typeof secrets)[number]) => boolean): string[] {
  const failed: string[] = []
  for (let number = 0; number < count && failed.length < 5; number += 1) {
    const labels = labelsOf(number)
    for (const secret of secrets)
      if (!holds(labels, secret)) failed.push(JSON.stringify({ labels, ...secret }))
  }
  return failed
}

describe('every combination of legal and illegal values', () => {
  it('is unused only if a version documents it, and nothing else has a claim on it', () => {
    let unused = 0
    const failed = failing((labels, secret) => {
      if (read(labels, secret)?.kind !== 'unused') return true
      unused += 1
      return (
        !secret.isNamed &&
        documentedScopes(labels).length > 0 &&
        labels['run.ai/user'] === undefined &&
        labels['run.ai/asset'] === undefined
      )
    })
    expect(failed).toEqual([])
    expect(unused).toBeGreaterThan(100)
  })

  it('has no issue and no doubt if a version documents it and nothing contradicts', () => {
    let clean = 0
    const failed = failing((labels, secret) => {
      const values = Object.entries(labels)
      const scopes = documentedScopes(labels)
      const areLegal = values.every(
        ([label, value]) =>
          value === 'true' ||
          (label === 'run.ai/department' && value !== '') ||
          (label === 'run.ai/resource' && isType(value)),
      )
      const isOther = ['run.ai/user', 'run.ai/asset', 'run.ai/tenant-wide'].some((label) => label in labels)
      const scope = scopes[0]
      if (
        !secret.isNamed ||
        !areLegal ||
        isOther ||
        scopes.length !== 1 ||
        labels['run.ai/resource'] === undefined
      )
        return true
      const hasDepartment = 'run.ai/department' in labels && scope !== 'department'
      const hasCluster = 'run.ai/cluster-wide' in labels && scope !== 'cluster'
      if (hasDepartment || hasCluster) return true
      clean += 1
      const reading = read(labels, secret)
      if (secret.namespace !== 'runai' && scope !== 'project') return reading?.kind === 'copy'
      return (
        reading?.kind === 'credential' &&
        reading.credential.status.kind === 'ok' &&
        reading.credential.scope.kind === scope
      )
    })
    expect(failed).toEqual([])
    expect(clean).toBeGreaterThan(20)
  })

  it('is always reported if no version accepts it', () => {
    const failed = failing((labels, secret) => {
      const reading = read(labels, secret)
      if (reading?.kind !== 'credential' || documentedScopes(labels).length > 0) return true
      const { status, origin } = reading.credential
      return status.kind !== 'ok' || origin === 'console'
    })
    expect(failed).toEqual([])
  })

  it('says that two scopes contradict each other', () => {
    let contradicting = 0
    const failed = failing((labels, secret) => {
      const isOther = ['run.ai/user', 'run.ai/asset', 'run.ai/tenant-wide'].some((label) => label in labels)
      if (!secret.isNamed || isOther || documentedScopes(labels).length < 2) return true
      const reading = read(labels, secret)
      if (reading?.kind === 'copy') return secret.namespace !== 'runai'
      if (reading?.kind !== 'credential') return false
      const { status } = reading.credential
      if (status.kind === 'none') return true
      contradicting += 1
      return status.kind === 'issues' && status.issues.some(({ code }) => code === 'labels-contradict')
    })
    expect(failed).toEqual([])
    expect(contradicting).toBeGreaterThan(50)
  })

  it('is a copy only outside Run:ai’s namespace and with a label of a wider scope', () => {
    const wider = ['run.ai/cluster-wide', 'run.ai/cluster-wide-credentials', 'runai/cluster-wide']
    const all = [...wider, 'run.ai/department', 'run.ai/tenant-wide']
    const failed = failing(
      (labels, secret) =>
        read(labels, secret)?.kind !== 'copy' ||
        (secret.namespace !== 'runai' && all.some((label) => label in labels)),
    )
    expect(failed).toEqual([])
  })

  it('is never offered to be registered if something unknown or the console has it', () => {
    const failed = failing(
      (labels, { namespace }) =>
        !isRegistrable(labels, { namespace, runaiNamespace: 'runai' }) ||
        (labels['run.ai/user'] === undefined && labels['run.ai/asset'] === undefined),
    )
    expect(failed).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { kubeRow } from './kube-row.fixture.ts'
import { readSecret } from './read-secret.ts'

const read = (changes: Parameters<typeof kubeRow>[0]) => {
  const reading = readSecret(kubeRow(changes), (namespace) => namespace.replace('runai-', ''), 'prod-eu-1')
  return reading?.kind === 'credential' ? reading.credential : null
}
const named = { 'credenza.app/credential': 'Harbor robot' }
const project = { 'run.ai/credentials': 'true', 'run.ai/resource': 'docker-registry' }
const login = 'kubernetes.io/dockerconfigjson'

describe('a secret’s metadata', () => {
  it('is no credential and no registered secret without a scope label', () => {
    expect(readSecret(kubeRow({ labels: { app: 'x' } }), String, 'c')).toBeNull()
  })

  it.each([{ 'run.ai/cluster-wide': 'true' }, { 'run.ai/department': '77' }])(
    'is not registered by only a scope: %j',
    (labels) => {
      expect(readSecret(kubeRow({ namespace: 'runai', labels }), String, 'c')).toBeNull()
    },
  )

  it('makes an unused secret of one with the labels and without a name', () => {
    const row = kubeRow({ labels: project, cells: ['s', login, 1, '3d'] })
    expect(readSecret(row, String, 'c')).toMatchObject({
      kind: 'unused',
      secret: { secretType: login, keyCount: 1, type: 'docker-registry', createdBy: 'kubectl-create' },
    })
  })

  it.each([
    ['cluster', { 'run.ai/cluster-wide-credentials': 'true' }, ''],
    ['cluster', { 'run.ai/cluster-wide': 'true', 'run.ai/resource': 'password' }, ''],
    ['department', { 'run.ai/department': '77', 'run.ai/resource': 'password' }, '77'],
    ['project', { 'run.ai/credentials': 'true' }, 'seg-3d'],
    ['project', { 'run.ai/resource': 'password' }, 'seg-3d'],
  ])('recognizes the scope %s by %j', (kind, labels, name) => {
    const namespace = kind === 'project' ? 'runai-seg-3d' : 'runai'
    const credential = read({ namespace, labels, annotations: named })
    expect(credential?.scope).toEqual({ kind, id: name, name })
  })

  it('has no issue with the labels of both generations and a suitable type of Secret', () => {
    const credential = read({ labels: project, annotations: named, cells: ['s', login, 1, '3d'] })
    expect(credential).toMatchObject({ status: { kind: 'ok' }, type: 'docker-registry', origin: 'existing' })
  })

  it.each([
    [{ 'run.ai/credentials': 'true' }, login],
    [{ 'run.ai/resource': 'password' }, 'Opaque'],
  ])('has no issue because another version writes other labels: %j', (labels, secretType) => {
    expect(read({ labels, annotations: named, cells: ['s', secretType, 1, ''] })?.status).toEqual({
      kind: 'ok',
    })
  })

  it('says which label no version can do without, as today’s has it', () => {
    const lost = (secretType: string) =>
      read({
        namespace: 'runai',
        labels: { 'run.ai/department': '77' },
        annotations: named,
        cells: ['s', secretType, 1, ''],
      })?.status
    const issue = { code: 'label-missing', label: 'run.ai/resource' }
    expect(lost(login)).toEqual({
      kind: 'issues',
      issues: [{ ...issue, wanted: 'run.ai/resource=docker-registry' }],
    })
    expect(lost('Opaque')).toEqual({
      kind: 'issues',
      issues: [{ ...issue, wanted: 'run.ai/resource=<type>' }],
    })
  })

  it('belongs to something unknown, and is not unused, with labels that nobody understands', () => {
    const labels = { 'run.ai/resource': 'password', 'run.ai/user': '7' }
    expect(read({ name: 'token', labels })).toMatchObject({
      name: 'token',
      origin: 'unknown',
      status: { kind: 'none', reason: { code: 'not-understood', label: 'run.ai/user=7' } },
    })
    expect(read({ name: 'token', labels: { 'run.ai/resource': 'vault' } })?.status).toEqual({
      kind: 'none',
      reason: { code: 'not-understood', label: 'run.ai/resource=vault' },
    })
    expect(read({ labels, annotations: named })).toMatchObject({ name: 'Harbor robot', origin: 'existing' })
  })

  it('says that labels of two scopes contradict', () => {
    const labels = { ...project, 'run.ai/resource': 'password', 'run.ai/department': '7' }
    expect(read({ labels, annotations: named })?.status).toMatchObject({
      kind: 'issues',
      issues: [{ code: 'labels-contradict', labels: ['run.ai/department', 'run.ai/credentials'] }],
    })
  })

  it('says that an Opaque secret can’t hold a registry login', () => {
    expect(read({ labels: project, annotations: named })?.status).toEqual({
      kind: 'issues',
      issues: [{ code: 'secret-type', secretType: 'Opaque' }],
    })
  })

  it('says that kubectl apply left the values in an annotation', () => {
    const labels = { ...project, 'run.ai/resource': 'password' }
    const credential = read({ labels, annotations: named, lastApplied: 'with-values' })
    expect(credential?.status).toEqual({ kind: 'issues', issues: [{ code: 'values-in-annotation' }] })
    expect(read({ labels, annotations: named, lastApplied: 'without-values' })?.status).toEqual({
      kind: 'ok',
    })
  })

  it('has no status, with the reason, if the type is unknown or missing', () => {
    const unknown = read({ labels: { 'run.ai/resource': 'oauth' }, annotations: named })
    expect(unknown).toMatchObject({ type: null, status: { kind: 'none', reason: { value: 'oauth' } } })
    const unsaid = read({ labels: { 'run.ai/credentials': 'true' }, annotations: named })
    expect(unsaid).toMatchObject({ type: null, status: { kind: 'none', reason: { secretType: 'Opaque' } } })
  })

  it('is reported as being deleted before anything else', () => {
    expect(read({ labels: project, annotations: named, deleting: true })?.status).toEqual({
      kind: 'deleting',
    })
  })

  it('names what the console keeps by its Kubernetes name without the prefix', () => {
    const credential = read({
      name: 'accesskey-ceph',
      namespace: 'runai',
      labels: { 'run.ai/asset': 'access-key' },
      annotations: {},
    })
    expect(credential).toMatchObject({
      name: 'ceph',
      origin: 'console',
      scope: { kind: 'cluster', id: '', name: '' },
      status: { kind: 'ok' },
    })
  })

  it('takes times and the creator from the annotations, else from Kubernetes', () => {
    const own = read({
      labels: project,
      annotations: {
        ...named,
        'credenza.app/created-by': 'm.okafor',
        'credenza.app/created-at': '2026-01-02T03:04:05.678+02:00',
        'credenza.app/rotated-at': 'yesterday',
      },
    })
    expect(own).toMatchObject({ createdBy: 'm.okafor', createdAt: '2026-01-02T01:04:05Z', rotatedAt: null })
    const other = read({ labels: project, annotations: named })
    expect(other).toMatchObject({ createdBy: 'kubectl-create', createdAt: '2026-11-01T00:00:00Z' })
  })

  it.each([
    'ticket 12',
    'case 12',
    '2026',
    '2001-02-30T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '03/04/2026',
    '2126-01-01T00:00:00Z',
  ])('takes no time from an annotation in an unknown form: %s', (text) => {
    const annotations = { ...named, 'credenza.app/created-at': text, 'credenza.app/rotated-at': text }
    expect(read({ labels: project, annotations })).toMatchObject({
      createdAt: '2026-11-01T00:00:00Z',
      rotatedAt: null,
    })
  })

  it('takes a time from an annotation as people write it if only one can be meant', () => {
    const annotations = { ...named, 'credenza.app/rotated-at': '27 Sep 2026 14:03 +0200' }
    expect(read({ labels: project, annotations })).toMatchObject({ rotatedAt: '2026-09-27T12:03:00Z' })
    const expiring = (expiresAt: string) =>
      read({ labels: project, annotations: { ...annotations, 'credenza.app/expires-at': expiresAt } })
    expect(expiring('2027-01-02T03:04:05Z')).toMatchObject({ expiresAt: '2027-01-02T03:04:05Z' })
    expect(expiring('next week')).toMatchObject({ expiresAt: null })
  })
})

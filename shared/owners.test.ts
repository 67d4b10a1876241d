import { describe, expect, it, test } from 'vitest'
import { credentialOf } from './credential.fixture.ts'
import {
  isKeptByConsole,
  ownerAnnotations,
  ownerOf,
  ownerText,
  putBackOf,
  type OwnerMarks,
} from './owners.ts'

const marks = (parts: Partial<OwnerMarks>): OwnerMarks => ({
  name: 'harbor',
  namespace: 'runai',
  labels: {},
  annotations: {},
  references: [],
  manager: 'kubectl-create',
  ...parts,
})
const text = (parts: Partial<OwnerMarks>) => {
  const owner = ownerOf(marks(parts))
  return owner === null ? null : ownerText(owner)
}
const reference = (group: string, kind: string) => ({ references: [{ group, kind, name: 'x' }] })

describe('the owner of a secret', () => {
  it.each<[string, Partial<OwnerMarks>]>([
    ['Managed by Run:ai control plane', { labels: { 'run.ai/asset': 'password' } }],
    ['Managed by External Secrets from ExternalSecret x', reference('external-secrets.io', 'ExternalSecret')],
    [
      'Managed by External Secrets from ExternalSecret merged',
      { manager: 'externalsecrets.external-secrets.io/merged' },
    ],
    ['Managed by External Secrets', { labels: { 'reconcile.external-secrets.io/managed': 'true' } }],
    ['Managed by External Secrets', { annotations: { 'reconcile.external-secrets.io/data-hash': '0a' } }],
    ['Managed by Sealed Secrets from SealedSecret x', reference('bitnami.com', 'SealedSecret')],
    [
      'Managed by cert-manager from Certificate web',
      { annotations: { 'cert-manager.io/certificate-name': 'web' } },
    ],
    [
      'Managed by Vault Secrets Operator from VaultStaticSecret x',
      reference('secrets.hashicorp.com', 'VaultStaticSecret'),
    ],
    ['Managed by Secrets Store CSI Driver', { labels: { 'secrets-store.csi.k8s.io/managed': 'true' } }],
    [
      'Managed by Kubernetes Replicator from Secret default/harbor',
      { annotations: { 'replicator.v1.mittwald.de/replicate-from': 'default/harbor' } },
    ],
    [
      'Managed by Kubernetes Replicator',
      { annotations: { 'replicator.v1.mittwald.de/replicated-from-version': '7' } },
    ],
    [
      'Managed by Reflector from Secret default/harbor',
      { annotations: { 'reflector.v1.k8s.emberstack.com/reflects': 'default/harbor' } },
    ],
    [
      'Managed by Config Syncer from Secret harbor',
      { labels: { 'kubed.appscode.com/origin.name': 'harbor' } },
    ],
    ['Managed by Kyverno from policy sync', { labels: { 'generate.kyverno.io/policy-name': 'sync' } }],
    [
      'Managed by Hierarchical Namespace Controller from namespace team-a',
      { labels: { 'hnc.x-k8s.io/inherited-from': 'team-a' } },
    ],
    ['Managed by Robot from Robot x', reference('harbor.example.com', 'Robot')],
    ['Managed by Flux from HelmRelease apps', { labels: { 'helm.toolkit.fluxcd.io/name': 'apps' } }],
    ['Managed by Flux from Kustomization apps', { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } }],
    [
      'Managed by Argo CD from Application team',
      { annotations: { 'argocd.argoproj.io/tracking-id': 'team:/Secret:runai/harbor' } },
    ],
    ['Managed by Argo CD', { manager: 'argocd-controller' }],
    ['Managed by Argo CD', { manager: 'argocd-application-controller' }],
    ['Managed by Helm from release base', { annotations: { 'meta.helm.sh/release-name': 'base' } }],
    ['Managed by Helm', { labels: { 'app.kubernetes.io/managed-by': 'Helm' } }],
    ['Managed by pulumi', { labels: { 'app.kubernetes.io/managed-by': 'pulumi' } }],
    ['Managed by kustomize', { name: 'harbor-8mbdf7882g' }],
  ])('is reported: %s', (expected, parts) => {
    expect(text(parts)).toBe(expected)
  })

  it.each<[string, Partial<OwnerMarks>]>([
    ['nothing but what a person wrote', {}],
    ['a name that ends in ten letters', { name: 'harbor-kmtbdfhgck' }],
    ['a name that ends in ten figures', { name: 'harbor-2456789245' }],
    ['a name that ends in a word', { name: 'dockerregistry-production' }],
    ['an empty label', { labels: { 'app.kubernetes.io/managed-by': '' } }],
    [
      'words of every object',
      { labels: JSON.parse('{"__proto__":"x","constructor":"y"}') as Record<string, string> },
    ],
  ])('is nobody for %s', (_, parts) => {
    expect(text(parts)).toBeNull()
  })

  it('is not Argo CD if the tracking id names another object, as on what was copied from one', () => {
    for (const other of [
      'team:/Secret:runai/other',
      'team:external-secrets.io/ExternalSecret:runai/harbor',
      '',
    ])
      expect(text({ annotations: { 'argocd.argoproj.io/tracking-id': other } })).toBeNull()
  })

  it('is the most direct keeper if several left marks', () => {
    const external = reference('external-secrets.io', 'ExternalSecret')
    const labels = { 'app.kubernetes.io/managed-by': 'Helm', 'kustomize.toolkit.fluxcd.io/name': 'apps' }
    expect(text({ ...external, labels })).toBe('Managed by External Secrets from ExternalSecret x')
    expect(text({ labels })).toBe('Managed by Flux from Kustomization apps')
  })

  it('has a source of bounded length', () => {
    const owner = ownerOf(marks({ annotations: { 'meta.helm.sh/release-name': 'x'.repeat(100_000) } }))
    expect(owner?.source.length).toBe(300)
  })
})

test('a write says who puts it back and where to change it instead', () => {
  expect(putBackOf(null)).toBeNull()
  expect(putBackOf(ownerOf(marks(reference('external-secrets.io', 'ExternalSecret'))))).toEqual({
    title: 'Managed by External Secrets from ExternalSecret x',
    text: 'External Secrets restores the secret when it next reads its store. Change the value in the store that ExternalSecret x reads, or change ExternalSecret x.',
  })
  // No sentence has a gap if the source is unknown.
  expect(putBackOf(ownerOf(marks({ manager: 'argocd-controller' })))?.text).toMatch(
    /Change it in the repository of what Argo CD reads\.$/,
  )
})

test('a row keeps the annotations that name owners, and no other', () => {
  expect(new Set(ownerAnnotations).size).toBe(ownerAnnotations.length)
  expect(ownerAnnotations).toContain('argocd.argoproj.io/tracking-id')
  expect(ownerAnnotations).toContain('meta.helm.sh/release-name')
})

test('what the console made is kept by it', () => {
  expect(isKeptByConsole(credentialOf('a', { origin: 'console' }))).toBe(true)
  expect(
    isKeptByConsole(credentialOf('a', { owner: ownerOf(marks({ labels: { 'run.ai/asset': 'x' } })) })),
  ).toBe(true)
  expect(isKeptByConsole(credentialOf('a'))).toBe(false)
})

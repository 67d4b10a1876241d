import { describe, expect, it } from 'vitest'
import { isRegistrable } from '../../../shared/registration.ts'
import { kubeRow } from './kube-row.fixture.ts'
import { labelCases, type LabelCase } from './labels-of-versions.fixture.ts'
import { readSecret } from './read-secret.ts'

const rowOf = ({ namespace, name, type, labels, annotations = {} }: LabelCase['secret']) =>
  kubeRow({
    ...{ namespace, name, labels, cells: [name, type, 1, '3d'] },
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [`credenza.app/${key}`, value]),
    ),
  })

describe('a secret labelled as a version of Run:ai has it', () => {
  it.each(labelCases)('$it', ({ secret, reads }) => {
    const reading = readSecret(rowOf(secret), (namespace) => namespace.replace('runai-', ''), 'prod')
    switch (reads.as) {
      case 'nothing':
        expect(reading).toBeNull()
        return
      case 'copy':
        expect(reading?.kind).toBe('copy')
        return
      case 'unused':
        expect(reading).toMatchObject({
          kind: 'unused',
          secret: { type: reads.type, scope: { kind: reads.scope } },
        })
        return
      case 'credential': {
        const credential = reading?.kind === 'credential' ? reading.credential : null
        const { name, type, scope, origin } = reads
        expect(credential).toMatchObject({ name, type, scope: { kind: scope }, origin })
        const issues = credential?.status.kind === 'issues' ? credential.status.issues : []
        expect(issues.map(({ code }) => code)).toEqual(reads.issues)
      }
    }
  })

  it.each(labelCases)('is never offered to be registered again: $it', ({ secret }) => {
    expect(isRegistrable(secret.labels, { namespace: secret.namespace, runaiNamespace: 'runai' })).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { readRegistration } from '../../../shared/registration.ts'
import { createRegistrationReader } from './registration-reader.ts'

describe('what labels say, kept', () => {
  it('is what they say in each namespace, and one object for rows that share their labels', () => {
    const read = createRegistrationReader()
    const labels = { 'run.ai/cluster-wide': 'true', 'run.ai/resource': 'password' }
    const none = { other: 'x' }
    for (let round = 0; round < 2; round++) {
      for (const namespace of ['runai', 'team']) {
        expect(read(labels, namespace, 'runai')).toEqual(readRegistration(labels, namespace, 'runai'))
        expect(read(none, namespace, 'runai')).toBeNull()
      }
    }
    expect(read(labels, 'team', 'runai')).toBe(read(labels, 'another', 'runai'))
    expect(read(labels, 'team', 'runai')).toMatchObject({ isCopy: true })
    expect(read(labels, 'runai', 'runai')).toMatchObject({ isCopy: false })
    // Another namespace is the Run:ai namespace now.
    expect(read(labels, 'team', 'team')).toMatchObject({ isCopy: false })
  })
})

import { describe, expect, it } from 'vitest'
import type { KubeObject } from './kube-object.ts'
import { managerName, withManagedFields } from './managed-fields.ts'

const blank: KubeObject = { metadata: { creationTimestamp: null } }
const by = (name: string, now = 0) => ({ name, apiVersion: 'v1', now })
const stored = (object: KubeObject): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, uid: 'u' },
})
const book = ({ metadata }: KubeObject) =>
  (metadata.managedFields ?? []).map(({ manager, time, fieldsV1 }) => [manager, time, fieldsV1])

describe('the record of managers', () => {
  const made = stored(
    withManagedFields(blank, { metadata: { labels: { a: '1' } }, data: { x: '', y: '' } }, by('maker')),
  )

  it('gives all fields to the maker', () => {
    expect(book(made)).toEqual([
      [
        'maker',
        '1970-01-01T00:00:00Z',
        {
          'f:data': { '.': {}, 'f:x': {}, 'f:y': {} },
          'f:metadata': { 'f:labels': { '.': {}, 'f:a': {} } },
        },
      ],
    ])
  })

  it('gives a changed field to whoever changed it, and takes it from the others', () => {
    const changed = withManagedFields(made, { ...made, data: { x: 'eA==' } }, by('changer', 5000))
    expect(book(changed)).toEqual([
      [
        'maker',
        '1970-01-01T00:00:00Z',
        { 'f:data': {}, 'f:metadata': { 'f:labels': { '.': {}, 'f:a': {} } } },
      ],
      ['changer', '1970-01-01T00:00:05Z', { 'f:data': { 'f:x': {} } }],
    ])
  })

  it('keeps the time of a manager that changes only its own fields', () => {
    const changed = withManagedFields(made, { ...made, data: { x: 'eA==', y: '' } }, by('maker', 5000))
    expect(book(changed)).toEqual(book(made))
  })

  it('is lost if a writer clears it, and nobody starts another', () => {
    const lost = withManagedFields(
      made,
      { ...made, metadata: { ...made.metadata, managedFields: [{}] } },
      by('x'),
    )
    expect(book(lost)).toEqual([])
    expect(book(withManagedFields(lost, { ...lost, data: {} }, by('x')))).toEqual([])
  })
})

describe('the name of a manager', () => {
  it.each([
    ['named', 'agent/1', 'named'],
    ['', 'kubectl/v1.20 (linux)', 'kubectl'],
    ['', '', 'unknown'],
    ['', 'a\tb', 'ab'],
    ['', 'x'.repeat(200), 'x'.repeat(128)],
    ['', 'é'.repeat(100), 'é'.repeat(64)],
  ])('of %j and the agent %j is %j', (named, agent, name) => {
    expect(managerName(named, agent)).toBe(name)
  })
})

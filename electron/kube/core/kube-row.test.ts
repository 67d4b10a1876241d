import { describe, expect, it } from 'vitest'
import { createRowReader } from './kube-row.ts'
import { tableRow } from '../testing/kube-samples.ts'

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'
const read = createRowReader(['kept', 'other', 'constructor'])

describe('reading a row of a Table', () => {
  it('keeps names, labels, cells and the annotations that were asked for', () => {
    const labels = { 'run.ai/resource': 'password', __proto__x: '1' }
    const annotations = { kept: '<b>\u202E=1+1', dropped: 'x' }
    expect(read(tableRow('a', '12', { labels, annotations }))).toEqual({
      uid: 'a',
      name: 'name-a',
      namespace: 'team',
      resourceVersion: '12',
      createdAt: '2026-11-01T10:00:00Z',
      writtenAt: '2026-11-01T10:00:00Z',
      deleting: false,
      labels,
      annotations: { kept: '<b>\u202E=1+1' },
      manager: '',
      references: [],
      lastApplied: 'none',
      cells: ['name-a', 'Opaque', 2, '1s'],
    })
  })

  it('retains neither field managers nor foreign annotations', () => {
    const annotations = { kept: 'yes', foreign: 'FOREIGN'.repeat(40_000) }
    const managedFields = [
      {
        manager: 'kubectl-create',
        time: '2026-01-01T00:00:00Z',
        fieldsV1: { 'f:data': { 'f:Password': {} } },
      },
    ]
    const row = read(tableRow('a', '1', { annotations, managedFields }))
    expect(JSON.stringify(row)).not.toMatch(/FOREIGN|f:/)
    expect(row?.manager).toBe('kubectl-create')
  })

  it('names the manager who wrote first', () => {
    const managedFields = [
      { manager: 'later', time: '2026-02-01T00:00:00Z' },
      { manager: 'first', time: '2026-01-01T00:00:00Z' },
    ]
    expect(read(tableRow('a', '1', { managedFields }))?.manager).toBe('first')
  })

  // The server sorts managers of the same second by name.
  it('names the manager who created it, even if another one wrote in the same second', () => {
    const time = '2026-01-01T00:00:00Z'
    const annotating = { manager: 'annotating', time, fieldsV1: { 'f:metadata': { 'f:annotations': {} } } }
    const creating = { manager: 'creating', time, fieldsV1: { 'f:data': {}, 'f:type': {} } }
    for (const managedFields of [
      [annotating, creating],
      [creating, annotating],
    ])
      expect(read(tableRow('a', '1', { managedFields }))?.manager).toBe('creating')
  })

  it('names a few owners, the controlling one first, and no incomplete one', () => {
    const owner = (apiVersion: string, kind: string, more: object = {}) => ({
      apiVersion,
      kind,
      name: 'x',
      ...more,
    })
    const ownerReferences = [
      owner('v1', 'ConfigMap'),
      owner('external-secrets.io/v1beta1', 'ExternalSecret', { controller: true }),
      { apiVersion: 'v1', kind: 7, name: null },
      'nonsense',
      owner('a/v1', 'Fifth'),
    ]
    expect(read(tableRow('a', '1', { ownerReferences }))?.references).toEqual([
      { group: 'external-secrets.io', kind: 'ExternalSecret', name: 'x' },
      { group: '', kind: 'ConfigMap', name: 'x' },
    ])
    expect(read(tableRow('a', '1', { ownerReferences: {} }))?.references).toEqual([])
  })

  it('reports when the data was written last, even if something else changed since', () => {
    const data = { 'f:data': { 'f:Password': {} } }
    const managedFields = [
      { manager: 'made', time: '2026-01-01T00:00:00Z', fieldsV1: data },
      { manager: 'rotated', time: '2026-03-01T00:00:00Z', fieldsV1: data },
      { manager: 'labelled', time: '2026-04-01T00:00:00Z', fieldsV1: { 'f:metadata': {} } },
    ]
    expect(read(tableRow('a', '1', { managedFields }))?.writtenAt).toBe('2026-03-01T00:00:00Z')
  })

  it('drops the copy that kubectl apply leaves, even if asked to keep it, and judges it', () => {
    const judge = (copy: string) => {
      const row = createRowReader([])(tableRow('a', '1', { annotations: { [lastApplied]: copy } }))
      expect(JSON.stringify(row)).not.toContain('c2VjcmV0')
      return row?.lastApplied
    }
    expect(judge('{"kind":"Secret","data":{"Password":"c2VjcmV0"}}')).toBe('with-values')
    expect(judge('{"kind":"Secret","stringData":{"Password":"c2VjcmV0"}}')).toBe('with-values')
    expect(judge('{"kind":"Secret","metadata":{"name":"a"},"data":{}}')).toBe('without-values')
    expect(judge('{"kind":"Secret","data":null}')).toBe('without-values')
    expect(judge('{"data":{"Password":"c2VjcmV0"')).toBe('with-values')
    expect(judge('["c2VjcmV0"]')).toBe('with-values')
    const asking = createRowReader([lastApplied])
    expect(
      asking(tableRow('a', '1', { annotations: { [lastApplied]: '{"data":{"a":"c2VjcmV0"}}' } }))
        ?.annotations,
    ).toEqual({})
  })

  it('does not take an inherited property for an annotation', () => {
    expect(read(tableRow('a', '1', { annotations: {} }))?.annotations).toEqual({})
  })

  it('knows a row that is being deleted', () => {
    expect(read(tableRow('a', '1', { deletionTimestamp: '2026-11-02T00:00:00Z' }))?.deleting).toBe(true)
  })

  it('gives null for what isn’t a row', () => {
    for (const value of [null, 1, 'x', [], {}, { object: null }, { object: { metadata: {} } }])
      expect(read(value)).toBeNull()
  })

  it('drops labels and cells of the wrong type', () => {
    const row = read({
      ...tableRow('a', '1', { labels: { good: 'x', bad: { y: 1 } } }),
      cells: ['n', { secret: 1 }, null],
    })
    expect(row?.labels).toEqual({ good: 'x' })
    expect(row?.cells).toEqual(['n', null, null])
  })

  it('keeps what rows have in common once, and does not grow with the rest', () => {
    const read = createRowReader(['kept'])
    const labels = (value: string) => ({ labels: { a: value }, annotations: { kept: 'k' } })
    const rows = ['same', 'same', 'other'].map((value, index) =>
      read(JSON.parse(JSON.stringify(tableRow(`uid-${index}`, '1', labels(value))))),
    )
    expect(rows[1]?.labels).toBe(rows[0]?.labels)
    expect(rows[2]?.labels).toEqual({ a: 'other' })
    // More than are shared: later ones must be correct too.
    for (let index = 0; index < 10_000; index++) {
      const value = `value-${index}`
      const row = read(tableRow(`uid-${index}`, '1', { labels: { a: value }, annotations: { kept: value } }))
      expect(row).toMatchObject({ labels: { a: value }, annotations: { kept: value } })
    }
  })
})

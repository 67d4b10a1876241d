import { expect, test } from 'vitest'
import { markFor, noMark, runaiPlace } from './cluster-marks.ts'
import { sandboxContext } from './sandbox.ts'
import type { ClusterMark, KeptMarks } from './cluster-marks.ts'

const place = { context: 'kubernetes-admin@kubernetes', file: '/k/prod', server: 'https://prod:6443' }
const mark: ClusterMark = { ...noMark, ...place, label: 'Production', swatch: 'rose', isReadOnly: true }
const kept = (parts: Partial<KeptMarks> = {}): KeptMarks => ({
  clusterMarks: [mark],
  contextMarks: {},
  ...parts,
})

test('two kubeconfigs whose contexts have one name have separate marks', () => {
  const other = { ...place, file: '/k/staging', server: 'https://staging:6443' }
  expect(markFor(kept(), other)).toEqual({ mark: noMark, doubt: null })
  expect(markFor(kept(), { ...place, server: 'https://PROD:6443/' })).toMatchObject({
    mark: { label: 'Production', isReadOnly: true },
    doubt: null,
  })
})

test('a mark whose server changed is in doubt: it still protects, but its name is not used', () => {
  const found = markFor(kept(), { ...place, server: 'https://new:6443' })
  expect(found.mark).toEqual({ ...noMark, isReadOnly: true })
  expect(found.doubt).toMatchObject({
    of: 'server',
    before: 'https://prod:6443',
    mark: { label: 'Production' },
  })
})

test('a mark whose file was renamed is in doubt, and still protects', () => {
  const found = markFor(kept(), { ...place, file: '/k/renamed' })
  expect(found).toMatchObject({
    mark: { label: '', isReadOnly: true },
    doubt: { of: 'file', before: '/k/prod' },
  })
})

test('a mark of an earlier version, kept by name, protects every context of that name until it is decided', () => {
  const byName = { [place.context]: { ...noMark, label: 'Production', isReadOnly: true } }
  const old = kept({ clusterMarks: [], contextMarks: byName })
  const staging = { ...place, file: '/k/staging', server: 'https://staging:6443' }
  for (const one of [place, staging])
    expect(markFor(old, one)).toMatchObject({ mark: { label: '', isReadOnly: true }, doubt: { of: 'name' } })
  // "No, another cluster" is stored as an empty mark.
  const decided = kept({ clusterMarks: [{ ...staging, ...noMark }], contextMarks: byName })
  expect(markFor(decided, staging)).toMatchObject({ mark: noMark, doubt: null })
  expect(markFor(decided, place)).toMatchObject({ doubt: { of: 'name' } })
})

test('the sandbox keeps what an earlier version knew of it', () => {
  const sandbox = { ...noMark, label: 'Playground' }
  const found = markFor(kept({ contextMarks: { [sandboxContext]: sandbox } }), {
    context: sandboxContext,
    file: '',
    server: 'x',
  })
  expect(found.doubt).toBeNull()
})

test('a cluster has its own namespace of Run:ai and its own project label, or what all clusters have', () => {
  const all = { runaiNamespace: 'runai', projectLabel: 'runai/queue' }
  expect(runaiPlace({ ...kept(), ...all }, place)).toEqual(all)
  const own = { ...noMark, ...place, runaiNamespace: 'platform', projectLabel: 'kai/project' }
  const settings = { clusterMarks: [own], contextMarks: {}, ...all }
  expect(runaiPlace(settings, place)).toEqual({ runaiNamespace: 'platform', projectLabel: 'kai/project' })
  const half = { ...settings, clusterMarks: [{ ...own, projectLabel: '' }] }
  expect(runaiPlace(half, place)).toEqual({ runaiNamespace: 'platform', projectLabel: 'runai/queue' })
  // Another server with that name is another cluster, whatever its mark says.
  expect(runaiPlace(settings, { ...place, server: 'https://elsewhere.example' })).toEqual(all)
})

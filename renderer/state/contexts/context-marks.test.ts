import { expect, test } from 'vitest'
import { noMark } from '../../../shared/cluster-marks.ts'
import { Settings } from '../../../shared/contract/settings.ts'
import { swatchOf } from '../../ui/swatch.ts'
import { createContextMarks } from './context-marks.ts'

function makeMarks(stored: Partial<Settings> = {}) {
  const settings = {
    current: Settings.parse(stored),
    change: (part: Partial<Settings>) => {
      settings.current = { ...settings.current, ...part }
      return Promise.resolve()
    },
  }
  const servers = new Map<string, string>()
  const placeOf = (context: string) => ({
    context,
    file: '/k/config',
    server: servers.get(context) ?? `https://${context}.example.org`,
  })
  return { settings, servers, marks: createContextMarks({ settings, placeOf }) }
}

test('a context without a mark has its own name and its usual colour, and may be written to', () => {
  const { marks } = makeMarks()
  expect(marks.lookOf('prod')).toEqual({ name: 'prod', swatch: swatchOf('prod') })
  expect(marks.isReadOnly('prod')).toBe(false)
})

test('a mark is changed part by part, and those of other contexts stay', async () => {
  const { settings, marks } = makeMarks()
  await marks.change('prod', { isReadOnly: true })
  await marks.change('lab', { label: 'Laboratory' })
  await marks.change('prod', { label: 'Production', swatch: 'rose' })
  expect(marks.lookOf('prod')).toEqual({ name: 'Production', swatch: 'rose' })
  expect(marks.isReadOnly('prod')).toBe(true)
  expect(marks.nameOf('lab')).toBe('Laboratory')
  expect(settings.current.clusterMarks.map(({ context }) => context).sort()).toEqual(['lab', 'prod'])
})

test('a mark that says nothing anymore is not kept', async () => {
  const { settings, marks } = makeMarks()
  await marks.change('prod', { isReadOnly: true })
  await marks.change('prod', { isReadOnly: false })
  expect(settings.current.clusterMarks).toEqual([])
})

test('a colour that this window does not have becomes the usual one', () => {
  const mark = { ...noMark, swatch: 'mauve' }
  const clusterMarks = [{ ...mark, context: 'prod', file: '/k/config', server: 'https://prod.example.org' }]
  expect(makeMarks({ clusterMarks }).marks.lookOf('prod').swatch).toBe(swatchOf('prod'))
})

test('a context may be called like something that every object has', async () => {
  const { marks } = makeMarks()
  expect(marks.lookOf('constructor').name).toBe('constructor')
  await marks.change('toString', { label: 'Odd' })
  expect(marks.nameOf('toString')).toBe('Odd')
})

test('a mark whose server changed is asked about: it protects, and its name is shown only once it is confirmed', async () => {
  const { marks, servers } = makeMarks()
  await marks.change('prod', { label: 'Production', isReadOnly: true })
  servers.set('prod', 'https://other.example.org')
  expect(marks.nameOf('prod')).toBe('prod')
  expect(marks.isReadOnly('prod')).toBe(true)
  expect(marks.doubtOf('prod')).toMatchObject({ of: 'server', before: 'https://prod.example.org' })
  await marks.settle('prod', true)
  expect(marks.doubtOf('prod')).toBeNull()
  expect(marks.lookOf('prod').name).toBe('Production')
  expect(marks.isReadOnly('prod')).toBe(true)
})

test('the mark of an earlier version protects until the user has said whose it is', async () => {
  const contextMarks = { prod: { ...noMark, label: 'Production', swatch: 'rose', isReadOnly: true } }
  const { marks, settings } = makeMarks({ contextMarks })
  expect(marks.isReadOnly('prod')).toBe(true)
  expect(marks.nameOf('prod')).toBe('prod')
  await marks.settle('prod', false)
  expect(marks.doubtOf('prod')).toBeNull()
  expect(marks.isReadOnly('prod')).toBe(false)
  expect(settings.current.contextMarks).toEqual(contextMarks)
})

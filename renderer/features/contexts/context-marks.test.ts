import { expect, test } from 'vitest'
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
  return { settings, marks: createContextMarks({ settings }) }
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
  expect(Object.keys(settings.current.contextMarks).sort()).toEqual(['lab', 'prod'])
})

test('a mark that says nothing any more is not kept', async () => {
  const { settings, marks } = makeMarks()
  await marks.change('prod', { isReadOnly: true })
  await marks.change('prod', { isReadOnly: false })
  expect(settings.current.contextMarks).toEqual({})
})

test('a colour that this window does not have becomes the usual one', () => {
  const contextMarks = { prod: { label: '', swatch: 'mauve', isReadOnly: false } }
  expect(makeMarks({ contextMarks }).marks.lookOf('prod').swatch).toBe(swatchOf('prod'))
})

test('a context may be called like something that every object has', async () => {
  const { marks } = makeMarks()
  expect(marks.lookOf('constructor').name).toBe('constructor')
  await marks.change('toString', { label: 'Odd' })
  expect(marks.nameOf('toString')).toBe('Odd')
})

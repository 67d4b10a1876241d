import { expect, test } from 'vitest'
import { themes } from '../theme.ts'
import { areaLook, heightOf, mostAreas, stepDrawing, type Steps } from './step-drawing.ts'

const steps = (part: Partial<Steps>): Steps => ({
  times: [0, 86_400_000, 3 * 86_400_000],
  series: [{ label: 'All', values: [1, 4, 2] }],
  isStacked: false,
  a: null,
  b: null,
  looked: null,
  ...part,
})
const stacked = steps({
  isStacked: true,
  series: [
    { label: 'a', values: [1, null, 2] },
    { label: 'b', values: [3, null, null] },
  ],
})

test('a point is drawn on top of its areas, and nowhere if nothing is known of it', () => {
  expect([0, 1, 2].map((index) => heightOf(stacked, index))).toEqual([4, null, 2])
})

test('areas fill up from the ground to the one below, and a gap stays a gap', () => {
  const { data, options } = stepDrawing(stacked)(themes.light)
  expect(data.datasets.map((area) => ('fill' in area ? area.fill : null))).toEqual(['origin', '-1'])
  expect(data.datasets[0]?.data).toContainEqual({ x: 86_400_000, y: null })
  expect(options.scales?.['y']).toMatchObject({ stacked: true, beginAtZero: true })
})

test('a lone point has time around it, so that it can be placed', () => {
  const { options } = stepDrawing(steps({ times: [5e10], series: [{ label: 'All', values: [7] }] }))(
    themes.dark,
  )
  const { min, max } = options.scales?.['x'] as { min: number; max: number }
  expect(min).toBeLessThan(5e10)
  expect(max).toBeGreaterThan(5e10)
})

// The areas of the chart “By scope” were indistinguishable shades of grey.
test.each(['light', 'dark'] as const)('no two areas look alike, %s', (theme) => {
  const looks = Array.from({ length: mostAreas }, (_, at) => JSON.stringify(areaLook(themes[theme], at)))
  expect(new Set(looks).size).toBe(mostAreas)
  const isHatched = (at: number) => areaLook(themes[theme], at).line !== null
  for (let at = 1; at < mostAreas; at += 1) expect(isHatched(at)).not.toBe(isHatched(at - 1))
})

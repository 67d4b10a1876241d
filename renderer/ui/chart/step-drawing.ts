import type { ChartDataset } from 'chart.js'
import type { Tokens } from '../theme.ts'
import { dateTicks } from './date-ticks.ts'
import {
  axisFont,
  countAxis,
  hatched,
  mixed,
  type Drawing,
  type DrawnChart,
  type DrawnPoint,
} from './drawing.ts'

/** The data of a chart over time: times in milliseconds since 1970, oldest first. */
export interface Steps {
  times: readonly number[]
  /** One line, or stacked areas, bottom first. `null` for unknown values. */
  series: readonly { label: string; values: readonly (number | null)[] }[]
  isStacked: boolean
  /** The points with the markers. */
  a: number | null
  b: number | null
  /** The point that is hovered or focused. */
  looked: number | null
  /** Replaces the date of the last point. */
  lastLabel?: string
}

/** The opacity of areas, from the bottom up. Every second one is also hatched. */
const strengths = [0.72, 0.5, 0.34, 0.22, 0.14, 0.08]
export const mostAreas = strengths.length

/** The fill of an area, and the color of its hatching. */
export function areaLook(tokens: Tokens, at: number): { ground: string; line: string | null } {
  const ground = mixed(tokens.ink2, tokens.canvas, strengths[at] ?? 0.08)
  return { ground, line: at % 2 === 1 ? tokens.canvas : null }
}

const halfDay = 43_200_000
/** Space for the marker letters above the steps, and for half of them at both sides. */
const markerRoom = 18
/** The approximate space for the count labels and at the right. */
const sideRoom = 70
/** With more points than this, the line has no dots. */
const mostDots = 150

/** The steps for chart.js. */
export function stepDrawing(steps: Steps): Drawing {
  const first = steps.times[0] ?? 0
  const last = steps.times.at(-1) ?? 0
  // A single point is at the center of a day.
  const [from, to] = first === last ? [first - halfDay, last + halfDay] : [first, last]
  return (tokens) => ({
    type: 'line',
    data: { datasets: steps.series.map((_, at) => dataset(steps, at, tokens)) },
    options: {
      layout: { padding: { top: markerRoom, right: 22, left: 0 } },
      scales: {
        x: {
          type: 'linear',
          min: from,
          max: to,
          border: { display: false },
          grid: { display: false },
          afterBuildTicks: (axis) => {
            // The axis has no width yet. It only decides which labels fit.
            const width = axis.chart.width - sideRoom
            const place = (time: number) => ((time - from) / (to - from)) * width
            axis.ticks = dateTicks(steps.times, place, steps.lastLabel).map(({ at, label }) => ({
              value: at,
              label,
            }))
          },
          ticks: {
            color: tokens.ink3,
            font: axisFont,
            autoSkip: false,
            maxRotation: 0,
            padding: 2,
            callback: (_value, index, ticks) => ticks[index]?.label ?? '',
          },
        },
        y: {
          type: 'linear',
          stacked: steps.isStacked,
          ...(steps.isStacked ? { beginAtZero: true } : { grace: '12%' }),
          ...countAxis(tokens),
        },
      },
    },
    under: (chart) => paintRange(chart, steps, tokens),
    over: (chart) => paintMarkers(chart, steps, tokens),
  })
}

function dataset(steps: Steps, at: number, tokens: Tokens): ChartDataset<'line', DrawnPoint[]> {
  const values = steps.series[at]?.values ?? []
  const data = steps.times.map((x, index) => ({ x, y: values[index] ?? null }))
  const common = { data, stepped: true, pointHitRadius: 0, clip: false as const }
  if (!steps.isStacked) {
    return {
      ...common,
      borderColor: tokens.ink2,
      borderWidth: 1.5,
      pointBackgroundColor: tokens.ink2,
      pointBorderWidth: 0,
      pointRadius: steps.times.length > mostDots ? 0 : 2.5,
    }
  }
  const { ground, line } = areaLook(tokens, at)
  return {
    ...common,
    // A line in the background color separates neighbors.
    borderColor: tokens.canvas,
    borderWidth: 1,
    pointRadius: 0,
    fill: at === 0 ? 'origin' : '-1',
    backgroundColor: ({ chart }) => (line === null ? ground : hatched(chart.ctx, ground, line)),
  }
}

/** The height of a point, on top of all areas. `null` if it is unknown. */
export function heightOf(steps: Steps, index: number): number | null {
  const values = steps.series.map((series) => series.values[index] ?? null)
  if (values.every((value) => value === null)) return null
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
}

/** The position of a point, in pixels of the chart. An unknown value is at the bottom. */
export function placeOfStep(chart: DrawnChart, steps: Steps, index: number): { x: number; y: number } {
  const { x, y } = chart.scales
  const height = heightOf(steps, index)
  return {
    x: x?.getPixelForValue(steps.times[index] ?? 0) ?? 0,
    y: height === null ? chart.chartArea.bottom : (y?.getPixelForValue(height) ?? 0),
  }
}

/** The time between the markers. */
function paintRange(chart: DrawnChart, steps: Steps, tokens: Tokens): void {
  if (steps.a === null || steps.b === null) return
  const [from, to] = [placeOfStep(chart, steps, steps.a).x, placeOfStep(chart, steps, steps.b).x]
  const { ctx, chartArea } = chart
  ctx.save()
  ctx.fillStyle = mixed(tokens.selected, tokens.canvas, 0.6)
  ctx.fillRect(Math.min(from, to), chartArea.top, Math.abs(to - from), chartArea.height)
  ctx.restore()
}

function paintMarkers(chart: DrawnChart, steps: Steps, tokens: Tokens): void {
  if (steps.looked !== null) paintRing(chart, steps, steps.looked, tokens.ink2, tokens)
  for (const [letter, index] of [
    ['A', steps.a],
    ['B', steps.b],
  ] as const) {
    if (index === null) continue
    paintLine(chart, steps, index, tokens)
    paintLetter(
      chart,
      placeOfStep(chart, steps, index).x + (steps.a === steps.b ? shiftOf[letter] : 0),
      letter,
      tokens,
    )
    paintRing(chart, steps, index, tokens.accent, tokens)
  }
}

/** If both markers are at one point, their letters are side by side. */
const shiftOf = { A: -9, B: 9 }

function paintLine(chart: DrawnChart, steps: Steps, index: number, tokens: Tokens): void {
  const { ctx, chartArea } = chart
  const x = Math.round(placeOfStep(chart, steps, index).x)
  ctx.save()
  ctx.strokeStyle = tokens.accent
  ctx.lineWidth = 1.5
  ctx.beginPath()
  ctx.moveTo(x, chartArea.top - 3)
  ctx.lineTo(x, chartArea.bottom)
  ctx.stroke()
  ctx.restore()
}

function paintLetter(chart: DrawnChart, x: number, letter: string, tokens: Tokens): void {
  const { ctx, chartArea } = chart
  const top = chartArea.top - markerRoom
  ctx.save()
  ctx.fillStyle = tokens.fill
  ctx.beginPath()
  ctx.roundRect(Math.round(x) - 8, top, 16, 15, 4)
  ctx.fill()
  ctx.fillStyle = tokens.onFill
  ctx.font = `600 11px ${axisFont.family}`
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillText(letter, Math.round(x), top + 8)
  ctx.restore()
}

function paintRing(chart: DrawnChart, steps: Steps, index: number, color: string, tokens: Tokens): void {
  const { x, y } = placeOfStep(chart, steps, index)
  const { ctx } = chart
  ctx.save()
  ctx.beginPath()
  ctx.arc(x, y, 4.5, 0, 2 * Math.PI)
  ctx.fillStyle = tokens.canvas
  ctx.fill()
  ctx.strokeStyle = color
  ctx.lineWidth = 2
  ctx.stroke()
  ctx.restore()
}

import type { Chart, ChartData, ChartOptions } from 'chart.js'
import { fonts, type Tokens } from '../theme.ts'

/** A position with values on both axes. `y` is `null` if there is none. */
export interface DrawnPoint {
  x: number
  y: number | null
}

type Kind = 'line' | 'bar'

/** A chart's configuration for chart.js, and what is painted below and above its data. */
export interface Picture {
  type: Kind
  data: ChartData<Kind, DrawnPoint[]>
  options: ChartOptions<Kind>
  under?: (chart: DrawnChart) => void
  over?: (chart: DrawnChart) => void
}

/** Returns the look of a chart in a theme. A new function redraws it. A chart's type never changes. */
export type Drawing = (tokens: Tokens) => Picture

/** A drawn chart, for the positions in it. */
export type DrawnChart = Chart<Kind, DrawnPoint[]>

/** The font of an axis. */
export const axisFont = { family: fonts.sans, size: 11, lineHeight: 1.2 } as const

/** The axis of counts: grouped integers on thin lines. */
export const countAxis = (tokens: Tokens) => ({
  border: { display: false },
  grid: { color: tokens.line, drawTicks: false },
  ticks: {
    color: tokens.ink3,
    font: axisFont,
    padding: 6,
    precision: 0,
    maxTicksLimit: 4,
    callback: (value: string | number) => Number(value).toLocaleString('en-US'),
  },
})

/** The color `share` of the way from `ground` to `color`, both as `#RRGGBB`. */
export function mixed(color: string, ground: string, share: number): string {
  const part = (text: string, at: number) => parseInt(text.slice(at, at + 2), 16)
  const channels = [1, 3, 5].map((at) => {
    const value = part(color, at) * share + part(ground, at) * (1 - share)
    return Math.round(value).toString(16).padStart(2, '0')
  })
  return `#${channels.join('')}`
}

/** A hatched fill, so that color isn't the only distinction. */
export function hatched(
  context: CanvasRenderingContext2D,
  ground: string,
  line: string,
): CanvasPattern | string {
  const side = 6
  const scale = window.devicePixelRatio
  const tile = document.createElement('canvas')
  tile.width = tile.height = Math.round(side * scale)
  const pen = tile.getContext('2d')
  if (pen === null) return ground
  pen.scale(tile.width / side, tile.height / side)
  pen.fillStyle = ground
  pen.fillRect(0, 0, side, side)
  pen.strokeStyle = line
  pen.lineWidth = 1.6
  for (const shift of [-side, 0, side]) {
    pen.moveTo(shift, side)
    pen.lineTo(shift + side, 0)
  }
  pen.stroke()
  const pattern = context.createPattern(tile, 'repeat')
  pattern?.setTransform(new DOMMatrix().scale(side / tile.width, side / tile.height))
  return pattern ?? ground
}

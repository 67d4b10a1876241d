import type { ChartDataset } from 'chart.js'
import type { Tokens } from '../theme.ts'
import { axisFont, countAxis, hatched, mixed, type Drawing, type DrawnPoint } from './drawing.ts'

/** The look of a class's bars, from least to most prominent: `plain`, `striped`, `marked`. */
export type BarLook = 'plain' | 'striped' | 'marked' | 'hollow'

/** One bar. Its class is chosen by `key`. */
export interface ChartBar<K extends string> {
  key: K
  look: BarLook
  count: number
  /** What it counts, such as `0 to 6 days`, and the name of its class. */
  name: string
  classWords: string
  /** The label below its left edge, or below its center if it is apart. */
  edge: string
  /** It isn't on the scale of the others, and is drawn apart. */
  isApart: boolean
}

/** A bar with its position, in bar widths from the left edge. */
type PlacedBar = ChartBar<string> & { middle: number }

const half = 0.5
/** Space next to a bar that is drawn apart. */
const gap = 0.6

/** The positions of bars in order. */
export function placeBars<K extends string>(
  bars: readonly ChartBar<K>[],
): (ChartBar<K> & { middle: number })[] {
  let end = 0
  return bars.map((bar, at) => {
    const before = bars[at - 1]
    if (before !== undefined && before.isApart !== bar.isApart) end += gap
    end += 1
    return { ...bar, middle: end - half }
  })
}

interface Look {
  ground: string
  /** The color of its hatching. `null` for none. */
  line: string | null
  edge: string
}

/** How the bars of a class are drawn. Looks differ not only in color but also in pattern. */
export function classLook(tokens: Tokens, known: BarLook): Look {
  switch (known) {
    case 'plain':
      return { ground: mixed(tokens.ink2, tokens.raised, 0.42), line: null, edge: 'transparent' }
    case 'striped':
      return { ground: tokens.warnTint, line: tokens.warn, edge: tokens.warn }
    case 'marked':
      return { ground: tokens.warn, line: null, edge: tokens.warn }
    case 'hollow':
      return { ground: tokens.raised, line: null, edge: tokens.control }
  }
}

function dataset(
  bars: readonly PlacedBar[],
  lookOf: (bar: PlacedBar | undefined) => Look,
): ChartDataset<'bar', DrawnPoint[]> {
  return {
    // A zero has no bar, not even a short one.
    data: bars.map(({ middle, count }) => ({ x: middle, y: count === 0 ? null : count })),
    backgroundColor: ({ chart, dataIndex }) => {
      const { ground, line } = lookOf(bars[dataIndex])
      return line === null ? ground : hatched(chart.ctx, ground, line)
    },
    borderColor: ({ dataIndex }) => lookOf(bars[dataIndex]).edge,
    borderWidth: { top: 1, left: 1, right: 1, bottom: 0 },
    borderRadius: { topLeft: 3, topRight: 3, bottomLeft: 0, bottomRight: 0 },
    categoryPercentage: 1,
    barPercentage: 0.86,
    // A bar of one stays visible next to one of thousands.
    minBarLength: 2,
  }
}

/** The position of a bar's label. */
const edgeOf = ({ middle, isApart }: PlacedBar): number => (isApart ? middle : middle - half)

/** The bars for chart.js. If classes are chosen, those of other classes are faded. */
export function barDrawing(bars: readonly PlacedBar[], chosen: readonly string[]): Drawing {
  const end = (bars.at(-1)?.middle ?? half) + half
  const isBack = (bar: PlacedBar | undefined) =>
    bar !== undefined && chosen.length > 0 && !chosen.includes(bar.key)
  return (tokens) => {
    const faint = (color: string) => mixed(color, tokens.raised, 0.3)
    const look = (bar: PlacedBar | undefined): Look => {
      const own = classLook(tokens, bar?.look ?? 'plain')
      if (!isBack(bar)) return own
      return {
        ground: faint(own.ground),
        line: own.line === null ? null : faint(own.line),
        edge: own.edge === 'transparent' ? own.edge : faint(own.edge),
      }
    }
    return {
      type: 'bar',
      data: { datasets: [dataset(bars, look)] },
      options: {
        layout: { padding: { top: 8, right: 14 } },
        scales: {
          x: {
            type: 'linear',
            min: 0,
            max: end,
            border: { color: tokens.edge },
            grid: { display: false },
            afterBuildTicks: (axis) => {
              axis.ticks = bars.map((bar) => ({ value: edgeOf(bar) }))
            },
            ticks: {
              color: tokens.ink3,
              font: axisFont,
              autoSkip: false,
              maxRotation: 0,
              padding: 3,
              callback: (value) => bars.find((bar) => edgeOf(bar) === Number(value))?.edge ?? '',
            },
          },
          y: { type: 'linear', beginAtZero: true, ...countAxis(tokens) },
        },
      },
    }
  }
}

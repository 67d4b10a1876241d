import type { ChartDataset } from 'chart.js'
import type { AgeBar, AgeClass, Ages } from '../../../shared/rotation.ts'
import type { Tokens } from '../theme.ts'
import { axisFont, countAxis, hatched, mixed, type Drawing, type DrawnPoint } from './drawing.ts'

/** One bar as it is drawn: its place in bars from the left edge, and the label at its left edge or its middle. */
export interface DrawnBar {
  middle: number
  class: AgeClass
  count: number
  /** Days from and up to, and without; `null` for what has no known age. */
  days: Pick<AgeBar, 'from' | 'to'> | null
}

const half = 0.5
/** Room between the bars of days and the one without. */
const gap = 0.6

/** The bars of days, and one of what is unknown where there is such. */
export function barsOf(ages: Ages): DrawnBar[] {
  const bars: DrawnBar[] = ages.bars.map(({ from, to, class: known, count }, at) => ({
    middle: at + half,
    class: known,
    count,
    days: { from, to },
  }))
  if (ages.unknown > 0) {
    bars.push({ middle: bars.length + gap + half, class: 'unknown', count: ages.unknown, days: null })
  }
  return bars
}

/** `0 to 6 days`, `1 day`, `730 days or more`, `Age unknown`. */
export function daysText(days: DrawnBar['days']): string {
  if (days === null) return 'Age unknown'
  const { from, to } = days
  if (to === null) return `${from} days or more`
  if (to - from === 1) return from === 1 ? '1 day' : `${from} days`
  return `${from} to ${to - 1} days`
}

interface Look {
  ground: string
  /** Of its hatching, `null` where it has none. */
  line: string | null
  edge: string
}

/** How the bars of a class look; besides its colour a class has a form of its own. */
export function classLook(tokens: Tokens, known: AgeClass): Look {
  switch (known) {
    case 'fresh':
      return { ground: mixed(tokens.ink2, tokens.raised, 0.42), line: null, edge: 'transparent' }
    case 'due':
      return { ground: tokens.warnTint, line: tokens.warn, edge: tokens.warn }
    case 'overdue':
      return { ground: tokens.warn, line: null, edge: tokens.warn }
    case 'unknown':
      return { ground: tokens.raised, line: null, edge: tokens.control }
  }
}

function dataset(
  bars: readonly DrawnBar[],
  lookOf: (bar: DrawnBar | undefined) => Look,
): ChartDataset<'bar', DrawnPoint[]> {
  return {
    // None has no bar, not even a short one.
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
    // A bar of one stays a bar beside one of thousands.
    minBarLength: 2,
  }
}

/** The bars as chart.js draws them; those of classes that are not chosen stand back while some are. */
export function barDrawing(bars: readonly DrawnBar[], chosen: readonly AgeClass[]): Drawing {
  const end = (bars.at(-1)?.middle ?? half) + half
  const unknown = bars.find(({ days }) => days === null)
  const isBack = (bar: DrawnBar | undefined) =>
    bar !== undefined && chosen.length > 0 && !chosen.includes(bar.class)
  return (tokens) => {
    const faint = (color: string) => mixed(color, tokens.raised, 0.3)
    const look = (bar: DrawnBar | undefined): Look => {
      const own = classLook(tokens, bar?.class ?? 'fresh')
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
              const edges = bars.flatMap(({ days, middle }) => (days === null ? [] : [middle - half]))
              const places = unknown === undefined ? edges : [...edges, unknown.middle]
              axis.ticks = places.map((value) => ({ value }))
            },
            ticks: {
              color: tokens.ink3,
              font: axisFont,
              autoSkip: false,
              maxRotation: 0,
              padding: 3,
              callback: (value) => {
                if (value === unknown?.middle) return '?'
                return String(bars[Number(value)]?.days?.from ?? '')
              },
            },
          },
          y: { type: 'linear', beginAtZero: true, ...countAxis(tokens) },
        },
      },
    }
  }
}

import {
  BarController,
  BarElement,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js'

// Loaded with the first chart, with only the parts that these charts use.
Chart.register(BarController, BarElement, Filler, LinearScale, LineController, LineElement, PointElement)

/** The drawing library. */
export const chartLibrary = { Chart }
export type ChartLibrary = typeof chartLibrary

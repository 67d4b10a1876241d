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

// Loaded when the first chart is shown: only what the charts here are made of.
Chart.register(BarController, BarElement, Filler, LinearScale, LineController, LineElement, PointElement)

/** What is drawn with. */
export const chartLibrary = { Chart }
export type ChartLibrary = typeof chartLibrary

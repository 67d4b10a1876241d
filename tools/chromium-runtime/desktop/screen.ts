import { EventEmitter } from 'node:events'
import type { WindowReport } from '../page/reports.ts'
import type { Rectangle } from '../window/bounds.ts'

interface Display {
  id: number
  label: string
  bounds: Rectangle
  workArea: Rectangle
  size: { width: number; height: number }
  workAreaSize: { width: number; height: number }
  scaleFactor: number
  rotation: number
}

/** A size that no usual window exceeds, until the first page reports its screen. */
const guess: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 }

/** `screen`: the display with the window, as its page reports it. */
export function createScreen() {
  let display = displayOf(guess, guess, 1)

  const face = Object.assign(new EventEmitter(), {
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
    getDisplayMatching: () => display,
    getDisplayNearestPoint: () => display,
  })
  return Object.assign(face, {
    take(report: WindowReport): void {
      const { screen, workArea, scaleFactor } = report
      display = displayOf({ x: 0, y: 0, ...screen }, workArea, scaleFactor)
    },
  })
}

export type ScreenFace = ReturnType<typeof createScreen>

function displayOf(bounds: Rectangle, workArea: Rectangle, scaleFactor: number): Display {
  const sizeOf = ({ width, height }: Rectangle) => ({ width, height })
  return {
    id: 1,
    label: '',
    bounds,
    workArea,
    size: sizeOf(bounds),
    workAreaSize: sizeOf(workArea),
    scaleFactor,
    rotation: 0,
  }
}

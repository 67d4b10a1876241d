import { setTimeout as wait } from 'node:timers/promises'
import { launch } from '../e2e/application.ts'
import { interact, type Interaction } from './interactions.ts'
import { readPageProbe, startPageProbe } from './page-probe.ts'

/** One opening of a large snapshot in the real window, and the use of its table. */
export interface SnapshotWindowRun {
  /** Milliseconds from choosing the file to its first rows on the screen. */
  opened: number
  /** Longest time in which the window's event loop was blocked while the file was read, in milliseconds. */
  longestBlock: number
  /** Longest single task of the window meanwhile, in milliseconds. 0 if none took 50. */
  longestTask: number
  interactions: Interaction[]
}

interface SnapshotWindowRequest {
  file: string
  rows: number
  isHeadless: boolean
}

/** Opens a snapshot in the built application, scrolls, searches and sorts it, and ends the application. */
export async function runSnapshotWindow({
  file,
  rows,
  isHeadless,
}: SnapshotWindowRequest): Promise<SnapshotWindowRun> {
  const application = await launch({ environment: isHeadless ? { CREDENZA_HEADLESS: '1' } : {} })
  const { window, choose } = application
  try {
    await choose(file)
    const review = window.getByRole('button', { name: /^Open an exported CSV file/ })
    await review.waitFor()
    await window.evaluate(startPageProbe, { expected: rows, opening: false })
    const began = performance.now()
    await review.click()
    await window
      .locator(`[role=grid][aria-rowcount="${rows + 1}"] [role=row][data-uid] bdi`)
      .first()
      .waitFor()
    const opened = performance.now() - began
    // Includes work that remains once the rows are there.
    await wait(300)
    const { longestBlock, longestTask } = await window.evaluate(readPageProbe)
    return { opened, longestBlock, longestTask, interactions: await interact(window, rows) }
  } finally {
    await application.close()
  }
}

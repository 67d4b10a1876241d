import { setTimeout as wait } from 'node:timers/promises'
import type { ElectronApplication, Page } from '@playwright/test'
import { launch } from '../e2e/application.ts'
import { interact, type Interaction } from './interactions.ts'
import {
  readMainProbe,
  settledMemory,
  startMainProbe,
  type MainFigures,
  type MainMemory,
} from './main-probe.ts'
import { allShown, readPageProbe, startPageProbe, type OpeningMarks, type PageFigures } from './page-probe.ts'
import { startProfiles } from './profiles.ts'

/** One opening of a context in the application. */
export interface Opening {
  marks: OpeningMarks
  window: Pick<PageFigures, 'longestBlock'>
  main: MainFigures
  /** Memory of both processes in bytes before and after it, garbage collected. */
  mainBefore: MainMemory
  mainAfter: MainMemory
  windowHeapBefore: number
  windowHeapAfter: number
}

/** One run of the application: a first opening, use of the table, then the same cluster by another context. */
export interface WindowRun {
  first: Opening
  interactions: Interaction[]
  again: Opening
}

export interface WindowRequest {
  kubeconfig: string
  contexts: readonly [string, string]
  expected: number
  isHeadless: boolean
  /** A folder for CPU profiles of the first opening. Empty for none. */
  profile: string
}

/** Starts the built application in separate folders, measures, and ends it. */
export async function runWindow(request: WindowRequest): Promise<WindowRun> {
  const application = await launch({
    kubeconfig: request.kubeconfig,
    isMeasured: true,
    environment: request.isHeadless ? { CREDENZA_HEADLESS: '1' } : {},
  })
  const { electron, window } = application
  const [one, other] = request.contexts
  const both = { electron, window, expected: request.expected }
  try {
    const choice = window.getByRole('main').getByRole('button', { name: one })
    await choice.waitFor()
    const first = await measureOpening({ ...both, profile: request.profile }, () => choice.click())
    const interactions = await interact(window, request.expected)
    await window.getByRole('button', { name: `Cluster ${one}` }).click()
    const option = window.getByRole('option', { name: other })
    await option.waitFor()
    const again = await measureOpening({ ...both, profile: '' }, () => option.click())
    return { first, interactions, again }
  } finally {
    await application.close()
  }
}

interface OpeningRequest {
  electron: ElectronApplication
  window: Page
  expected: number
  profile: string
}

async function measureOpening(
  { electron, window, expected, profile }: OpeningRequest,
  choose: () => Promise<void>,
): Promise<Opening> {
  const browser = await window.context().newCDPSession(window)
  const windowHeap = async () => {
    await browser.send('HeapProfiler.collectGarbage')
    return (await browser.send('Runtime.getHeapUsage')).usedSize
  }
  const windowHeapBefore = await windowHeap()
  const mainBefore = await electron.evaluate(settledMemory)
  const profiles = profile === '' ? null : await startProfiles({ electron, browser, folder: profile })
  await electron.evaluate(startMainProbe)
  await window.evaluate(startPageProbe, { expected, opening: true })
  await choose()
  await inTime(window.evaluate(allShown), 60_000, 'the window did not show all rows')
  // Includes work that remains once the rows are there.
  await wait(300)
  const { marks, longestBlock } = await window.evaluate(readPageProbe)
  const main = await electron.evaluate(readMainProbe)
  await profiles?.write()
  const mainAfter = await electron.evaluate(settledMemory)
  const windowHeapAfter = await windowHeap()
  await browser.detach()
  return {
    marks,
    window: { longestBlock },
    main,
    mainBefore,
    mainAfter,
    windowHeapBefore,
    windowHeapAfter,
  }
}

async function inTime<T>(promise: Promise<T>, milliseconds: number, otherwise: string): Promise<T> {
  const late = new AbortController()
  try {
    return await Promise.race([
      promise,
      wait(milliseconds, undefined, { signal: late.signal }).then(() => {
        throw new Error(otherwise)
      }),
    ])
  } finally {
    late.abort()
  }
}

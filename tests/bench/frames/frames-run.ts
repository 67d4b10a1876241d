import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { CDPSession, Page } from '@playwright/test'
import { launch } from '../../e2e/application.ts'
import { readPageFrames, startPageFrames, type PageFrames } from './page-frames.ts'
import { startMadeCluster, type StartedMadeCluster } from './start-made-cluster.ts'
import { usesOf } from './uses.ts'
import { busiestTask, totalWork, traceWindow, workPerFrame, type WindowTask } from './window-trace.ts'

/** The window's main thread during one use. */
export interface Step {
  name: string
  /** The task with the most CPU time. */
  busiest: WindowTask
  /** Total CPU time in milliseconds. */
  work: number
}

/** … while a cluster changes. */
export interface ChangeStep extends Step {
  changes: number
  seconds: number
  /** CPU time between consecutive frames, in milliseconds. */
  perFrame: number[]
  page: PageFrames
}

export interface FramesRun {
  credentials: number
  opening: Step
  uses: Step[]
  changes: ChangeStep[]
}

interface FramesRequest {
  credentials: number
  /** How long it changes each time. */
  seconds: number
  isHeadless: boolean
  /** A folder for a CPU profile of each use. Empty for none. */
  profile: string
}

const contexts = ['made-up-cluster', 'another-name']
const changesPerSecond = 1000
/** The change step whose first row is always the newest one. */
export const newestFirst = 'the newest first'

/** Opens a made-up cluster in the built application and uses its table. */
export async function runFrames(request: FramesRequest, say: (line: string) => void): Promise<FramesRun> {
  const { credentials, seconds } = request
  const namespaces = Math.max(20, Math.ceil(credentials / 50))
  const cluster = await startMadeCluster({ credentials, namespaces }, contexts)
  const application = await launch({
    kubeconfig: cluster.kubeconfig,
    isMeasured: true,
    environment: request.isHeadless ? { CREDENZA_HEADLESS: '1' } : {},
  })
  try {
    const { window } = application
    const browser = await window.context().newCDPSession(window)
    const measure = measuring(browser, request.profile)
    const choice = window.getByRole('main').getByRole('button', { name: contexts[0] ?? '' })
    await choice.waitFor()
    const opening = await measure('all rows come in', async () => {
      await choice.click()
      await window.locator(`[role=grid][aria-rowcount="${credentials + 1}"]`).waitFor({ timeout: 120_000 })
      await wait(1500)
    })
    const uses: Step[] = []
    for (const { name, act, rest } of usesOf(window)) {
      say(`  ${name}`)
      uses.push(
        await measure(name, async () => {
          await act()
          await wait(rest)
        }),
      )
    }
    const changes: ChangeStep[] = []
    for (const { name, prepare, meanwhile } of whileItChanges(window)) {
      say(`  ${name}`)
      await prepare()
      await wait(500)
      changes.push(await measureChanges({ window, measure, cluster, name, seconds, meanwhile }))
    }
    return { credentials, opening, uses, changes }
  } finally {
    await application.close()
    await cluster.stop()
  }
}

type Measure = (name: string, act: () => Promise<void>) => Promise<Step & { perFrame: number[] }>

/** Records what the main thread does during something, optionally with a profile. */
function measuring(browser: CDPSession, folder: string): Measure {
  return async (name, act) => {
    if (folder !== '') {
      await mkdir(folder, { recursive: true })
      await browser.send('Profiler.enable')
      await browser.send('Profiler.setSamplingInterval', { interval: 250 })
      await browser.send('Profiler.start')
    }
    const end = await traceWindow(browser)
    await act()
    const work = await end()
    if (folder !== '') {
      const { profile } = await browser.send('Profiler.stop')
      await writeFile(
        join(folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.cpuprofile`),
        JSON.stringify(profile),
      )
    }
    return { name, busiest: busiestTask(work), work: totalWork(work), perFrame: workPerFrame(work) }
  }
}

interface Changing {
  name: string
  prepare: () => Promise<void>
  meanwhile: (seconds: number) => Promise<void>
}

/** What is shown while it changes, and what is done meanwhile. */
function whileItChanges(window: Page): Changing[] {
  const grid = window.getByRole('grid')
  const search = window.getByRole('textbox', { name: /^Search/ }).first()
  const head = (name: string) => grid.getByRole('columnheader', { name }).getByRole('button').first()
  const scrollTo = (share: number) =>
    grid.evaluate((element, part) => {
      const box = element as unknown as { scrollTop: number; scrollHeight: number }
      box.scrollTop = box.scrollHeight * part
    }, share)
  const rest = (seconds: number) => wait(seconds * 1000)
  return [
    { name: newestFirst, prepare: sortByNewest, meanwhile: rest },
    { name: 'read in the middle', prepare: () => scrollTo(0.5), meanwhile: rest },
    {
      name: 'by name, read near the end',
      prepare: async () => {
        await head('Credential').click()
        await wait(1500)
        await scrollTo(0.95)
      },
      meanwhile: rest,
    },
    {
      name: 'search typed and emptied',
      prepare: () => scrollTo(0),
      meanwhile: async (seconds) => {
        const until = performance.now() + seconds * 1000
        while (performance.now() < until) {
          await search.pressSequentially('harbor', { delay: 70 })
          await wait(500)
          await search.fill('')
          await wait(500)
        }
      },
    },
  ]

  async function sortByNewest(): Promise<void> {
    await head('Created by').click()
    await wait(500)
    await head('Created by').click()
    await wait(1500)
    await scrollTo(0)
  }
}

async function measureChanges({
  window,
  measure,
  cluster,
  name,
  seconds,
  meanwhile,
}: {
  window: Page
  measure: Measure
  cluster: StartedMadeCluster
  seconds: number
} & Pick<Changing, 'name' | 'meanwhile'>): Promise<ChangeStep> {
  const seen: { changes: number; page: PageFrames | null } = { changes: 0, page: null }
  const step = await measure(name, async () => {
    const stop = cluster.change(changesPerSecond)
    await wait(500)
    await window.evaluate(startPageFrames)
    await meanwhile(seconds)
    seen.page = await window.evaluate(readPageFrames)
    seen.changes = await stop()
  })
  const { changes, page } = seen
  if (page === null) throw new Error('the page told nothing of its frames')
  return { ...step, changes, seconds, page }
}

import { mkdtemp, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { useCluster, type ClusterKind } from '../cluster/use-cluster.ts'
import {
  launch,
  type Application,
  type LaunchOptions,
  type OpenOptions,
  type StartedApplication,
} from './launch.ts'
import { createSharedApplications, type SharedApplications } from './shared-applications.ts'

export { launch }
export type { Application, LaunchOptions, OpenOptions, StartedApplication }

interface Fixtures {
  /**
   * Opens what a start with these options would show, in an application that earlier tests have used and that was reset
   * since. It takes a fifth of a start's time, so use it unless the start itself is the subject.
   */
  open: (options?: OpenOptions) => Promise<Application>
  /**
   * Starts applications that end with the test: for the command line, the first run, a restart, a crash, the security
   * of startup, programs that a kubeconfig runs, and changes to the main process.
   */
  start: (options?: LaunchOptions) => Promise<StartedApplication>
  cluster: ReturnType<typeof useCluster>
}

export const test = base.extend<Fixtures, { shared: SharedApplications }>({
  shared: [
    async ({}, use) => {
      const shared = createSharedApplications()
      await use(shared)
      await shared.close()
    },
    { scope: 'worker' },
  ],
  open: async ({ shared }, use, info) => {
    await use(shared.open)
    await shared.takeBack(info.status !== info.expectedStatus)
  },
  start: async ({}, use, info) => {
    const running: StartedApplication[] = []
    await use(async (options) => {
      const application = await launch(options)
      running.push(application)
      return application
    })
    const hasFailed = info.status !== info.expectedStatus
    const problems: unknown[] = []
    // Also those of a test whose first one leaked something. A later one may use the folders of an earlier one.
    for (const application of running.reverse())
      await application.close(hasFailed).catch((problem: unknown) => void problems.push(problem))
    if (problems.length > 0) throw problems[0]
  },
  // Projects are named after the kind of cluster that their specs run on. The folder is the test's own, so that
  // kubeconfigs with the same name don't conflict when tests run in parallel or again.
  cluster: async ({}, use, { project }) => {
    const cluster = useCluster(project.name as ClusterKind)
    await use({ ...cluster, folder: await mkdtemp(join(cluster.folder, 'test-')) })
  },
})

export { expect }

/** The rows of the shown table, top to bottom, as far as they are rendered. */
export const rows = (window: Page): Locator => window.locator('[role=row][data-uid]')

/** The row of a credential or secret with these cell texts. */
export const rowOf = (window: Page, ...texts: string[]): Locator =>
  texts.reduce((found, hasText) => found.filter({ hasText }), rows(window))

/** The text of a cell. */
export const cell = (row: Locator, column: string): Locator => row.locator(`[data-column="${column}"]`)

/** A file as text. */
export const text = (path: string): Promise<string> => readFile(path, 'utf8')

/** The search field of the shown page. */
export const searchField = (window: Page): Locator => window.getByRole('textbox', { name: /^Search/ })

/** The page's note that a file in the home folder was saved. */
export const savedNote = (window: Page, file: string): Locator =>
  window.getByText(join('~', basename(file)), { exact: true })

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
   * Opens what a start with these options would show, in an application that earlier tests have used and that was put
   * back since. It takes a fifth of the time of a start, so take it wherever the start itself is not the subject.
   */
  open: (options?: OpenOptions) => Promise<Application>
  /**
   * Starts applications that end with the test: for the command line, the first run, a restart, a crash, the security
   * of the start, programs that a kubeconfig runs, and whatever changes the main process under the application.
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
  start: async ({}, use) => {
    const running: StartedApplication[] = []
    await use(async (options) => {
      const application = await launch(options)
      running.push(application)
      return application
    })
    for (const application of running.reverse()) await application.close()
  },
  // Projects are called after the kind of cluster that their specs run on. The folder is the test's own, so that
  // kubeconfigs of the same name don't meet when tests run side by side or again.
  cluster: async ({}, use, { project }) => {
    const cluster = useCluster(project.name as ClusterKind)
    await use({ ...cluster, folder: await mkdtemp(join(cluster.folder, 'test-')) })
  },
})

export { expect }

/** The rows of the table that is shown, top to bottom, as far as the window has painted them. */
export const rows = (window: Page): Locator => window.locator('[role=row][data-uid]')

/** The row of a credential or secret by the texts of some of its cells. */
export const rowOf = (window: Page, ...texts: string[]): Locator =>
  texts.reduce((found, hasText) => found.filter({ hasText }), rows(window))

/** What one cell of a row says. */
export const cell = (row: Locator, column: string): Locator => row.locator(`[data-column="${column}"]`)

/** A file as text. */
export const text = (path: string): Promise<string> => readFile(path, 'utf8')

/** The search of the page that is shown. */
export const searchField = (window: Page): Locator => window.getByRole('textbox', { name: /^Search/ })

/** Where the page tells that a file in the home folder was saved. */
export const savedNote = (window: Page, file: string): Locator =>
  window.getByText(join('~', basename(file)), { exact: true })

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ElectronApplication, Page } from '@playwright/test'
import type { FaultyProxy } from '../cluster/faulty-proxy.ts'
import { cell, expect as expectSoon, rows, searchField, type Application } from '../e2e/application.ts'
import { openSwitcher, clusters, switcher } from '../e2e/contexts-on-page.ts'
import { banner, csvText, exportedRow, exportTitles, openByDialog } from '../e2e/snapshots-on-page.ts'
import { processesBelow } from './count-process.ts'

/** The two contexts that are opened alternately. Both use the same cluster. */
export const soakContexts = ['soak-one', 'soak-two'] as const

/** How long the application may take to show the cluster's state, in milliseconds. A hang alone takes longer. */
const patience = 120_000
const expect = expectSoon.configure({ timeout: patience })

/** Sets the clocks of both processes ahead, as after a sleep. Monotonic clocks continue. */
export async function setClocksAhead(
  { electron, window }: Pick<Application, 'electron' | 'window'>,
  milliseconds: number,
): Promise<void> {
  await electron.evaluate(putAhead, milliseconds)
  await window.evaluate(putAhead, milliseconds)
}

/** Runs in either process, where it is sent as text. The milliseconds are its last argument. */
function putAhead(...given: unknown[]): void {
  const place = globalThis as { soakClock?: { ahead: number } }
  place.soakClock ??= (() => {
    const clock = { ahead: 0 }
    const real = Date.now
    Date.now = () => real() + clock.ahead
    return clock
  })()
  place.soakClock.ahead += given.at(-1) as number
}

/** Suspends all processes of the application, ends their connections unnoticed, and sets the clocks ahead. */
export async function sleep(
  application: Application,
  proxy: FaultyProxy,
  milliseconds: number,
): Promise<void> {
  await setClocksAhead(application, milliseconds)
  const pids = await processesBelow(pidOf(application.electron))
  const signal = (name: NodeJS.Signals) => {
    for (const pid of pids) {
      try {
        process.kill(pid, name)
      } catch {
        // It has ended meanwhile.
      }
    }
  }
  signal('SIGSTOP')
  try {
    proxy.cutAll()
    // Long enough for the other side's data to arrive at a suspended process.
    await wait(100)
  } finally {
    signal('SIGCONT')
  }
}

export const pidOf = (electron: ElectronApplication): number => electron.process().pid ?? 0

/** Opens the other context and waits for its rows. */
export async function switchContext(window: Page, name: string): Promise<void> {
  await openSwitcher(window)
  await clusters(window).filter({ hasText: name }).click()
  await expect(switcher(window)).toHaveAccessibleName(`Cluster ${name}, change`)
  await expect(rows(window).first()).toBeVisible({ timeout: patience })
}

/** Opens a snapshot, waits for its rows, and closes it. */
export async function openSnapshot(application: Application, rowCount: number): Promise<void> {
  const { window, home } = application
  const path = join(home, 'soak-2026-09-01.csv')
  const lines = Array.from({ length: rowCount }, (_, at) => exportedRow(`Row ${at}`))
  await writeFile(path, csvText(exportTitles, lines))
  await toPage(window, 'Snapshots')
  // The page that handles the key must be open.
  await window.getByRole('heading', { name: 'Snapshots', level: 1 }).waitFor()
  await openByDialog(application, path)
  await expect(banner(window)).toContainText(`${rowCount.toLocaleString('en')} rows`)
  await expect(rows(window).first()).toBeVisible()
  await window.getByRole('button', { name: 'More', exact: true }).click()
  await window.getByRole('menuitem', { name: 'Close snapshot' }).click()
  await expect(banner(window)).toHaveCount(0)
  await toPage(window, 'Credentials')
}

/** Looks around like a person: at details, the palette, other pages and the form of a credential. */
export async function lookAround(window: Page): Promise<void> {
  for (const page of ['Secrets', 'Activity', 'Settings', 'Credentials']) await toPage(window, page)
  await rows(window).first().click()
  const details = window.getByRole('region', { name: 'Keys' })
  await expect(details).toBeVisible()
  await window.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
  await window.keyboard.press('Control+k')
  const palette = window.getByRole('dialog')
  await palette.getByRole('combobox').fill('soak')
  await expect(palette.getByRole('option').first()).toBeVisible()
  await window.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
}

async function toPage(window: Page, name: string): Promise<void> {
  const link = window
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: new RegExp(`^${name}`) })
  await link.click()
  await expect(link).toHaveAttribute('aria-current', 'page')
}

/** Waits until the table shows a credential with this name, which only the newest state of the cluster has. */
export async function untilShown(window: Page, name: string): Promise<void> {
  await searchField(window).fill(name)
  await expect(cell(rows(window).first(), 'name')).toContainText(name)
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await searchField(window).fill('')
}

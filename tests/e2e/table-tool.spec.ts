import { mkdir, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { cell, expect, rowOf, rows, test, type StartedApplication } from './application.ts'
import { expectNoFault } from './axe.ts'
import { usualSize } from './launch.ts'
import { writeSampleActivity } from './sample-activity.ts'
import { exportedRow, openByDialog, writeExport } from './snapshots-on-page.ts'

const head = (window: Page, name: string) => window.getByRole('columnheader', { name, exact: true })
const headButton = (window: Page, name: string) => head(window, name).getByRole('button')
const widthOf = async (window: Page, name: string) =>
  Math.round((await head(window, name).boundingBox())?.width ?? 0)
const order = (window: Page) =>
  window
    .getByRole('columnheader')
    .evaluateAll((heads) =>
      heads.map((cell) => cell.getAttribute('data-column') ?? '').filter((id) => id !== '#box'),
    )
const firstName = (window: Page) => rowOf(window, 'Artifactory pull').first()
const row = (window: Page) => firstName(window)
const kept = async ({ userData }: StartedApplication) =>
  JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8')) as Record<string, unknown>

/** Waits until the column widths are stable, after truncated columns have got more room. */
async function untilLaidOut(window: Page): Promise<void> {
  await window.getByRole('grid').evaluate(async (grid) => {
    let before = ''
    for (let same = 0; same < 20;) {
      await new Promise(requestAnimationFrame)
      const now = getComputedStyle(grid).getPropertyValue('--columns')
      same = now === before ? same + 1 : 0
      before = now
    }
  })
}

// Another process looks up a font, and the window waits for it.
test('the font of Kubernetes names is looked up before there is a table', async ({ start }) => {
  const { window } = await start({ isSandbox: true })
  await window.addInitScript(() => {
    const { prototype } = CanvasRenderingContext2D
    const measure = prototype.measureText
    prototype.measureText = function (text) {
      const tables = document.querySelectorAll('[role=grid]').length
      document.documentElement.dataset['lookups'] =
        `${document.documentElement.dataset['lookups'] ?? ''}${tables}`
      return measure.call(this, text)
    }
  })
  await window.reload()
  await expect(rows(window).first().locator('.kubernetes-name').first()).toBeVisible()
  await expect(window.locator('html')).toHaveAttribute('data-lookups', '0')
})

// The last rows of the list, and those whose scopes had a name a moment later, were lit as if they had changed.
test('rows of the list are not lit, as those are that change', async ({ start }) => {
  const { window } = await start({ isSandbox: true })
  await window.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector('[class*=is-lit]') !== null) document.documentElement.dataset['lit'] = 'yes'
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['class'] })
  })
  await window.reload()
  await rows(window).first().waitFor()
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await expect(window.locator('html')).not.toHaveAttribute('data-lit')
})

test('columns are resized, moved and hidden by the keyboard alone, and are so again after a restart', async ({
  start,
}) => {
  const first = await start({ isSandbox: true })
  const { window } = first
  await row(window).waitFor()
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await untilLaidOut(window)
  await headButton(window, 'Status').focus()
  const width = await widthOf(window, 'Status')
  for (let press = 0; press < 3; press += 1) await window.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => widthOf(window, 'Status')).toBe(width + 48)
  await window.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => order(window)).toEqual(expect.arrayContaining(['name', 'status', 'type']))
  await expect.poll(async () => (await order(window)).slice(0, 3)).toEqual(['name', 'status', 'type'])
  await expect(headButton(window, 'Status')).toBeFocused()

  await headButton(window, 'Created by').focus()
  await window.keyboard.press('Alt+ArrowDown')
  const menu = window.getByRole('menu', { name: 'Column Created by' })
  await expectNoFault(window)
  await menu.getByRole('menuitem', { name: 'Hide column' }).press('Enter')
  await expect(head(window, 'Created by')).toHaveCount(0)

  await expect
    .poll(() => kept(first))
    .toMatchObject({ tableLayouts: { credentials: { widths: { status: width + 48 } } } })
  const shown = await order(window)
  await first.electron.close()

  const again = await start({ isSandbox: true, home: first.home })
  await row(again.window).waitFor()
  await expect.poll(() => order(again.window)).toEqual(shown)
  await expect.poll(() => widthOf(again.window, 'Status')).toBe(width + 48)
})

test('compact rows come at once in every table, by key and by the settings, and the place stays', async ({
  start,
}) => {
  const first = await start({ isSandbox: true })
  const { window } = first
  await row(window).waitFor()
  await expect(row(window)).toHaveCSS('height', '46px')
  await window.keyboard.press('Control+Shift+D')
  await expect(row(window)).toHaveCSS('height', '28px')
  await expectNoFault(window)
  await window.getByRole('link', { name: 'Secrets' }).click()
  await expect(window.locator('[role=row][data-uid]').first()).toHaveCSS('height', '28px')
  await window.keyboard.press('Control+Shift+D')
  await expect(window.locator('[role=row][data-uid]').first()).toHaveCSS('height', '36px')
  await window.getByRole('link', { name: 'Settings' }).click()
  await window.getByRole('radiogroup', { name: 'Density of tables' }).getByText('Compact').click()
  await window.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark').click()
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expectNoFault(window)
  await expect.poll(() => kept(first)).toMatchObject({ density: 'compact', theme: 'dark' })
  await first.electron.close()

  const again = await start({ isSandbox: true, home: first.home })
  await expect(row(again.window)).toHaveCSS('height', '28px')
  // The page itself has the theme that Playwright gives each page at its start.
  expect(await again.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
  await again.window.getByRole('link', { name: 'Settings' }).click()
  await again.window.getByRole('radiogroup', { name: 'Theme' }).getByText('Light').click()
  await expect(again.window.locator('html')).toHaveAttribute('data-theme', 'light')
})

// At 1920 pixels the first column had 500 empty pixels while others were truncated.
test('on a wide screen nothing is cut if there is room for it', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await window.setViewportSize({ width: 1920, height: 1080 })
  await row(window).waitFor()
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await untilLaidOut(window)
  await expect(cell(row(window), 'kubernetesName').locator('.is-cut')).toHaveCount(0)
  const cut = await window
    .getByRole('grid')
    .evaluate(
      (grid) =>
        [...grid.querySelectorAll('[role=gridcell] .cut')].filter(
          (text) => text.scrollWidth > text.clientWidth + 1,
        ).length,
    )
  expect(cut).toBe(0)
  const name = await widthOf(window, 'Credential')
  expect(name).toBeLessThan(500)
})

// The age panel covered columns that couldn't be scrolled clear of it.
test('next to the panel of ages every column can be scrolled clear', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await row(window).waitFor()
  await window.getByRole('button', { name: 'More', exact: true }).press('Enter')
  await window.getByRole('menuitem', { name: /^Ages/ }).press('Enter')
  const panel = window.getByRole('region', { name: 'Ages' })
  await expect(panel).toBeVisible()
  await expectNoFault(window)
  const left = (await panel.boundingBox())?.x ?? 0
  await expect
    .poll(async () => {
      await window.getByRole('grid').evaluate((grid) => grid.scrollTo(grid.scrollWidth, 0))
      const last = await window.getByRole('grid').getByRole('columnheader').last().boundingBox()
      return (last?.x ?? 0) + (last?.width ?? 0)
    })
    .toBeLessThanOrEqual(left)
})

/** Pixels of the table that can only be reached by scrolling to the right. */
async function pixelsOutside(window: Page): Promise<number> {
  await untilLaidOut(window)
  return window.getByRole('grid').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
}

/** Opens the panel of the first row, which must leave room for the columns next to it. */
async function expectFitsNextToPanel(window: Page): Promise<void> {
  await rows(window).first().locator('[data-column]').nth(1).focus()
  await window.keyboard.press('Enter')
  await window.locator('.side-panel').waitFor()
  await expect.poll(() => pixelsOutside(window)).toBe(0)
  await window.setViewportSize({ width: 900, height: 600 })
  await expect.poll(() => pixelsOutside(window)).toBe(0)
  await window.setViewportSize(usualSize)
  await window.keyboard.press('Escape')
  await expect(window.locator('.side-panel')).toHaveCount(0)
}

// Next to a change's panel, the table of changes was eight pixels too wide. Next to a row's panel, that of a snapshot
// kept all columns.
test('the usual columns of every table fit, and fewer do next to a panel', async ({ start }) => {
  const home = await mkdtemp(join(tmpdir(), 'credenza-e2e-widths-'))
  await mkdir(join(home, 'user-data'))
  await writeSampleActivity(join(home, 'user-data'), new Date())
  const application = await start({ home, isSandbox: true })
  const { window } = application
  const exported = ['2026-08-01', '2026-09-01'].map((day) =>
    writeExport({ home }, `credentials-lab-${day}.csv`, [exportedRow('Nexus proxy', { rotated: day })]),
  )
  const [first = '', second = ''] = await Promise.all(exported)

  for (const page of ['Credentials', 'Secrets', 'Activity']) {
    await window.getByRole('link', { name: page }).click()
    await window.getByRole('heading', { name: page, level: 1 }).waitFor()
    await rows(window).first().waitFor()
    await expect.poll(() => pixelsOutside(window)).toBe(0)
    if (page !== 'Secrets') await expectFitsNextToPanel(window)
  }
  await window.getByRole('link', { name: 'Snapshots' }).first().click()
  await openByDialog(application, first)
  await rows(window).first().waitFor()
  await expect.poll(() => pixelsOutside(window)).toBe(0)
  await expectFitsNextToPanel(window)
  await window.getByRole('link', { name: 'Snapshots' }).first().click()
  await openByDialog(application, second)
  await rows(window).first().waitFor()
  await window.getByRole('button', { name: 'Compare with…' }).press('Enter')
  await window.getByRole('menuitem', { name: /2026-08-01/ }).press('Enter')
  await expect(window.getByRole('contentinfo')).toContainText('1 difference')
  await rows(window).first().waitFor()
  await expect.poll(() => pixelsOutside(window)).toBe(0)
  await expectFitsNextToPanel(window)
})

// The column choice began on Reset, which Enter or Space ran.
test('the choice of columns begins on its first column', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await row(window).waitFor()
  await window.getByRole('button', { name: 'Columns', exact: true }).press('Enter')
  await expect(window.getByRole('checkbox', { name: 'Type', exact: true })).toBeFocused()
})

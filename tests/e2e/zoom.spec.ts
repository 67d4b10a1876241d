import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, rowOf, rows, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { usualSize } from './launch.ts'
import { visitOverTheList } from './over-the-list.ts'
import { exportedRow, openByDialog, writeExport } from './snapshots-on-page.ts'
import { openWizard } from './wizard-steps.ts'

/** A screen of 1280 pixels at 200% and at 400%, and a screen of 800×600, in CSS pixels. */
const sizes = [
  { width: 800, height: 600 },
  { width: 640, height: 400 },
  { width: 320, height: 256 },
]

/** Controls that can't be scrolled to where the pointer reaches them: they are outside of the window, or covered. */
const outOfReach = (window: Page): Promise<string[]> =>
  window.evaluate(() => {
    const over = document.querySelector('[aria-modal=true], .popover-surface')
    const within = over ?? document.body
    const controls = within.querySelectorAll<HTMLElement>(
      'button, a[href], input, select, textarea, [tabindex="0"]',
    )
    const found: string[] = []
    for (const control of controls) {
      // Drawn by its label, or not at all.
      const box = control.classList.contains('visually-hidden') ? control.closest('label') : control
      if (box === null || !box.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
        continue
      if (box.closest('[role=grid]') !== null) continue
      box.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const { left, top, width, height } = box.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      const hit = document.elementFromPoint(x, y)
      const isThere =
        hit !== null &&
        (box.contains(hit) || hit.contains(box) || box.closest('label') === hit.closest('label'))
      const isInside = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight
      if (!isInside || !isThere)
        found.push(`${box.outerHTML.slice(0, 160)} at ${Math.round(x)},${Math.round(y)}`)
    }
    return found
  })

async function expectUsable(window: Page): Promise<void> {
  await expect.poll(() => outOfReach(window)).toEqual([])
}

// At 200% the button New credential was cut off.
for (const size of sizes) {
  test(`everything can be reached at ${size.width}×${size.height}`, async ({ open }) => {
    const { window } = await open({ isSandbox: true })
    await window.setViewportSize(size)
    await rowOf(window, 'Artifactory pull').first().waitFor()
    await expectUsable(window)
    await expectNoFault(window)
    const grid = await window.getByRole('grid').boundingBox()
    expect(grid?.height ?? 0).toBeGreaterThan(100)

    await window.getByRole('button', { name: 'Columns', exact: true }).click()
    await expect(window.getByRole('checkbox', { name: 'Type', exact: true })).toBeFocused()
    await expectUsable(window)
    await window.keyboard.press('Escape')

    await rowOf(window, 'Artifactory pull').first().locator('[data-column=name]').click()
    const details = window.getByRole('region', { name: 'Artifactory pull' })
    await expect(details).toBeVisible()
    await expect(details.getByRole('button', { name: /^Rotate/ })).toBeAttached()
    await expectNoFault(window)
    await details.getByRole('button', { name: /^Close/ }).click()
    await expect(details).toHaveCount(0)

    for (const page of ['Secrets', 'Snapshots', 'Activity', 'Settings']) {
      await window.getByRole('link', { name: page }).click()
      await expect(window.getByRole('heading', { name: page, level: 1 })).toBeVisible()
      await expectUsable(window)
      await expectNoFault(window)
    }

    await window.getByRole('link', { name: 'Credentials' }).click()
    await rows(window).first().waitFor()
    await window.getByRole('button', { name: 'New credential' }).first().click()
    await window.getByRole('menuitem').first().click()
    await expect(window.getByRole('dialog')).toBeVisible()
    await expectUsable(window)
    await expectNoFault(window)
  })
}

test('at 400 % everything over the list can be reached too', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await window.setViewportSize({ width: 320, height: 256 })
  await rowOf(window, 'Artifactory pull').first().waitFor()
  await visitOverTheList(window, async () => {
    await expectUsable(window)
    await expectNoFault(window)
  })
})

test('at 400 % in forced colours, ages, checks, wizards, a comparison and a history have no fault', async ({
  open,
}) => {
  const application = await open({ isSandbox: true })
  const { window, home } = application
  await rowOf(window, 'Artifactory pull').first().waitFor()
  /** Only what is looked at has this size: there is more room to open it in the usual one. */
  async function look(): Promise<void> {
    await window.setViewportSize({ width: 320, height: 256 })
    await window.emulateMedia({ forcedColors: 'active' })
    await expectUsable(window)
    await expectNoFault(window)
    await window.emulateMedia({ forcedColors: 'none' })
    await window.setViewportSize(usualSize)
  }
  async function openFromMore(entry: RegExp): Promise<void> {
    await window.getByRole('button', { name: 'More', exact: true }).press('Enter')
    await window.getByRole('menuitem', { name: entry }).press('Enter')
  }
  await openFromMore(/^Ages/)
  await expect(window.getByRole('region', { name: 'Ages' })).toBeVisible()
  await look()
  await window.keyboard.press('Escape')
  await openFromMore(/^Check…/)
  await expect(window.getByText(/credentials checked, problems in/).first()).toBeVisible()
  await look()
  await window.keyboard.press('Escape')
  for (const type of ['docker-registry', 'generic', 'password'] as const) {
    const wizard = await openWizard(window, type)
    await look()
    await window.keyboard.press('Escape')
    await expect(wizard).toHaveCount(0)
  }

  const folder = join(home, 'series')
  await mkdir(folder)
  const [first, second] = [
    await writeExport({ home: folder }, 'credentials-lab-2026-08-01.csv', [exportedRow('Old keys')]),
    await writeExport({ home: folder }, 'credentials-lab-2026-09-01.csv', [exportedRow('New keys')]),
  ]
  await window.getByRole('link', { name: 'Snapshots' }).click()
  await openByDialog(application, first, second)
  await expect(window.getByRole('contentinfo')).toContainText('2 differences')
  await rows(window).first().waitFor()
  await look()
  await window.getByRole('link', { name: 'Snapshots' }).first().click()
  await window.getByText('History', { exact: true }).click()
  await application.choose(folder)
  await window.getByRole('button', { name: 'Choose folder…' }).press('Enter')
  await expect(window.getByRole('contentinfo')).toContainText('2 snapshots')
  await rows(window).first().waitFor()
  await look()
})

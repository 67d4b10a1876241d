import type { Locator, Page } from '@playwright/test'
import { cell, expect, rowOf, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'

const panelOf = (window: Page, name: string): Locator => window.getByRole('region', { name, exact: true })
const [harbor, checkpoints] = ['runai/dockerregistry-harbor-base-images', 'runai-vision-train/ckpt-bucket-s3']

test('the command line opens a credential, and a second start one more in the same window', async ({
  start,
}) => {
  const first = await start({ isSandbox: true, credential: harbor })
  const { window } = first
  await expect(panelOf(window, 'Harbor base images')).toBeVisible()
  // It is revealed, regardless of what is shown.
  await expect(rowOf(window, 'Harbor base images')).toHaveAttribute('aria-current', 'true')
  await searchField(window).fill('nothing that is there')
  await window.getByRole('link', { name: /^Snapshots/ }).click()

  await expect(start({ credential: checkpoints, home: first.home })).rejects.toThrow()
  await expect(panelOf(window, 'Checkpoints bucket')).toBeVisible()
  await expect(rowOf(window, 'Checkpoints bucket')).toHaveAttribute('aria-current', 'true')
  await expect(searchField(window)).toHaveValue('')

  await expect(start({ credential: 'runai/nothing', home: first.home })).rejects.toThrow()
  const alert = window.getByRole('alert').filter({ hasText: 'runai/nothing' })
  await expect(alert).toContainText('There is no credential runai/nothing in Sandbox')
  await expectNoFault(window)
  await alert.getByRole('button', { name: 'Dismiss' }).click()
  await expect(alert).toHaveCount(0)
  await expect(panelOf(window, 'Checkpoints bucket')).toBeVisible()
})

test('what was open is open again after a restart, and what was closed is not', async ({ start }) => {
  const first = await start({ isSandbox: true })
  await cell(rowOf(first.window, 'Checkpoints bucket'), 'name').click()
  await expect(panelOf(first.window, 'Checkpoints bucket')).toBeVisible()
  const kept = (window: Page) =>
    window.evaluate(async () => {
      const { credenza } = globalThis as unknown as {
        credenza: { settings: { read: (input: string) => Promise<string> } }
      }
      const { value } = JSON.parse(await credenza.settings.read('{}')) as {
        value: { openCredential: { name: string } | null }
      }
      return value.openCredential?.name ?? null
    })
  await expect.poll(() => kept(first.window)).toBe('ckpt-bucket-s3')
  await first.electron.close()

  const second = await start({ isSandbox: true, home: first.home })
  await expect(panelOf(second.window, 'Checkpoints bucket')).toBeVisible()
  await panelOf(second.window, 'Checkpoints bucket').getByRole('button', { name: 'Close, Esc' }).click()
  await expect.poll(() => kept(second.window)).toBeNull()
  await second.electron.close()

  const third = await start({ isSandbox: true, home: first.home })
  await rowOf(third.window, 'Checkpoints bucket').waitFor()
  await expect(third.window.getByRole('contentinfo')).toContainText('Live')
  await expect(panelOf(third.window, 'Checkpoints bucket')).toHaveCount(0)
})

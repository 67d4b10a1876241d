import type { Locator, Page } from '@playwright/test'
import { sandboxContext } from '../../shared/sandbox.ts'
import { credentialLink } from '../../shared/contract/credential-link.ts'
import { expect, rowOf, test } from './application.ts'

const panelOf = (window: Page, name: string): Locator => window.getByRole('region', { name, exact: true })
const checkpoints = { namespace: 'runai-vision-train', name: 'ckpt-bucket-s3' }

test('an address of a credential opens its row in the window that is there, and can do nothing else', async ({
  start,
}) => {
  const first = await start({ isSandbox: true })
  const { window } = first
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await window.getByRole('link', { name: /^Snapshots/ }).click()
  const link = credentialLink({ ...checkpoints, context: sandboxContext })
  await expect(start({ words: [link], home: first.home })).rejects.toThrow()
  await expect(panelOf(window, 'Checkpoints bucket')).toBeVisible()
  await expect(rowOf(window, 'Checkpoints bucket')).toHaveAttribute('aria-current', 'true')

  await window.keyboard.press('Escape')
  await expect(panelOf(window, 'Checkpoints bucket')).toHaveCount(0)
  // With anything more it isn't a valid link: the second start says so and exits.
  await expect(start({ words: [`${link}&action=delete`], home: first.home })).rejects.toThrow()
  await expect(
    start({ words: [credentialLink({ ...checkpoints, context: null })], home: first.home }),
  ).rejects.toThrow()
  await expect(panelOf(window, 'Checkpoints bucket')).toBeVisible()
  await expect(window.getByRole('dialog')).toHaveCount(0)
})

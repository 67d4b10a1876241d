import type { Page } from '@playwright/test'
import { expect } from './application.ts'

/** Tries again like a person until the window is live. An automatic attempt may come first. */
export async function tryUntilLive(window: Page): Promise<void> {
  const again = window.getByRole('button', { name: /Try again|Sign in again|Try now/ }).first()
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 2000 }).catch(() => undefined)
    await expect(window.getByRole('contentinfo')).toContainText('Live', { timeout: 2000 })
  }).toPass()
}

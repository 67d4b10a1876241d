import type { Scene, Stage } from './stage.ts'
import { small } from './stage.ts'

/** The details of a registry in the sandbox, with what uses it. */
async function openUsedBy({ window }: Stage): Promise<void> {
  await window.getByRole('button', { name: /^Explore the sandbox/ }).click()
  await window.getByText('Artifactory pull').first().waitFor()
  await window.getByText('Harbor base images').first().click()
  await window.getByRole('list', { name: 'Can’t start' }).waitFor()
  await window.getByRole('button', { name: /without problems/ }).click()
  await window
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('button', { name: /^Used by/ })
    .click()
  await window.waitForTimeout(800)
}

/** What uses a credential. */
export const usageScenes: Scene[] = [
  { name: 'used-by', kubeconfig: () => null, show: openUsedBy },
  { name: 'used-by-small', kubeconfig: () => null, size: small, show: openUsedBy },
]

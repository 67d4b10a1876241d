import type { Locator } from '@playwright/test'
import { askBridge } from '../../tests/e2e/bridge.ts'
import { small, type Scene, type Stage } from './stage.ts'

const sandbox = { kubeconfig: () => null }

/** Opens the details of a sandbox credential and presses one of its buttons. */
async function press(
  { window }: Stage,
  { name, button }: { name: string; button: string },
): Promise<Locator> {
  await window.getByRole('button', { name: /^Explore the sandbox/ }).click()
  await window.getByText(name, { exact: true }).first().click()
  const panel = window.getByRole('region', { name, exact: true })
  await panel.getByRole('button', { name: button }).click()
  const dialog = window.locator('[aria-modal=true]')
  await dialog.getByRole('button', { name: 'Cancel' }).waitFor()
  return dialog
}

const rename = async (stage: Stage) => {
  const dialog = await press(stage, { name: 'Backup bucket', button: 'Rename…' })
  await dialog.getByRole('textbox', { name: 'Credential name' }).fill('Velero backups')
  await stage.window.waitForTimeout(300)
}
const release = async (stage: Stage) => {
  await press(stage, { name: 'Backup bucket', button: 'Release…' })
  await stage.window.waitForTimeout(300)
}
const remove = async (stage: Stage) => {
  const dialog = await press(stage, { name: 'Backup bucket', button: 'Release…' })
  await dialog.getByRole('radio', { name: /^Delete the secret/ }).press('Space')
  await dialog.getByRole('checkbox').waitFor()
  await stage.window.waitForTimeout(300)
}
const expiry = async (stage: Stage) => {
  const dialog = await press(stage, { name: 'Backup bucket', button: 'Change when it expires' })
  await dialog.getByRole('button', { name: 'Read from the value' }).click()
  await stage.window.getByText('No value has an expiry date').waitFor()
  await stage.window.waitForTimeout(300)
}
const rotate = async (stage: Stage) => {
  const dialog = await press(stage, { name: 'Harbor base images', button: 'Rotate…' })
  await dialog.getByRole('textbox', { name: 'Password' }).fill('demo-password')
  await untilSearched(dialog)
}
/** Waits until it is known what else has the value and what uses it. */
const untilSearched = (dialog: Locator) => dialog.locator('[data-submit]:enabled').waitFor()
/** The cluster is slow to say what else uses the secret. */
const searching = async (stage: Stage) => {
  const { window } = stage
  await window.getByRole('button', { name: /^Explore the sandbox/ }).click()
  await window.getByText('Harbor base images', { exact: true }).first().click()
  await window.getByRole('button', { name: 'Rotate…' }).waitFor()
  await askBridge(window, 'sandbox', 'switchFaults', { latency: 2500 })
  await window.getByRole('button', { name: 'Rotate…' }).click()
  const dialog = window.locator('[aria-modal=true]')
  await dialog.getByRole('textbox', { name: 'Password' }).fill('demo-password')
  await dialog.getByText('Looking for other uses…').waitFor()
  await stage.window.waitForTimeout(600)
}
/** The search for what else uses the secret was skipped. */
const skipped = async (stage: Stage) => {
  await searching(stage)
  const dialog = stage.window.locator('[aria-modal=true]')
  await dialog.getByRole('button', { name: 'Skip search' }).click()
  await dialog.getByText(/^Search skipped\. Other secrets/).scrollIntoViewIfNeeded()
}
const rotated = async (stage: Stage) => {
  await rotate(stage)
  const dialog = stage.window.locator('[aria-modal=true]')
  await dialog.getByRole('button', { name: /^Rotate/ }).click()
  await dialog.getByText('1 of 1 rotated').waitFor()
}
/** The input is restored after the dialog was closed. */
const continued = async (stage: Stage) => {
  await rotate(stage)
  await stage.window.keyboard.press('Escape')
  await stage.window.getByRole('button', { name: 'Rotate…' }).click()
  await stage.window.getByText('Continued from').waitFor()
  await untilSearched(stage.window.locator('[aria-modal=true]'))
}

/** Changing a credential: its name, values and expiry, and its end. */
export const lifeScenes: Scene[] = [
  { name: 'life-rename', ...sandbox, show: rename },
  { name: 'life-release', ...sandbox, show: release },
  { name: 'life-delete', ...sandbox, show: remove },
  { name: 'life-delete-small', ...sandbox, size: small, show: remove },
  { name: 'rotate', ...sandbox, show: rotate },
  { name: 'rotate-small', ...sandbox, size: small, show: rotate },
  { name: 'rotate-searching', ...sandbox, show: searching },
  { name: 'rotate-searching-small', ...sandbox, size: small, show: searching },
  { name: 'rotate-skipped', ...sandbox, show: skipped },
  { name: 'rotate-skipped-small', ...sandbox, size: small, show: skipped },
  { name: 'rotate-continued', ...sandbox, show: continued },
  { name: 'rotate-results', ...sandbox, show: rotated },
  { name: 'rotate-results-small', ...sandbox, size: small, show: rotated },
  { name: 'life-expiry', ...sandbox, show: expiry },
  { name: 'life-expiry-small', ...sandbox, size: small, show: expiry },
]

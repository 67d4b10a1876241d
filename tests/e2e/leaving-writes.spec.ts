import type { ElectronApplication } from '@playwright/test'
import type { LookedAt } from '../../shared/contract/life.ts'
import { sandboxContext } from '../../shared/sandbox.ts'
import { expect, rowOf, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { askBridge } from './bridge.ts'
import { chooseScope, openWizard } from './wizard-steps.ts'
import { plantedValue } from './planted-values.ts'

/** Makes the main process answer one operation only when the test says so. Returns what answers. */
async function holdAnswer(
  electron: ElectronApplication,
  operation: string,
): Promise<(answer: object) => Promise<void>> {
  await electron.evaluate(({ ipcMain }, channel) => {
    ipcMain.removeHandler(channel)
    ipcMain.handle(channel, () => new Promise((resolve) => ipcMain.once('answer', resolve)))
  }, operation)
  return (answer) =>
    electron.evaluate(({ ipcMain }, text) => void ipcMain.emit('answer', text), JSON.stringify(answer))
}

// On a slow cluster, Create and then Escape silently closed the wizard, and later it “was created”.
test('Escape asks before it leaves a credential that is being created; left on purpose, it comes back if it fails', async ({
  start,
}) => {
  const { window, electron } = await start({ isSandbox: true })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const answer = await holdAnswer(electron, 'wizard:create')
  const wizard = await openWizard(window, 'password')
  const name = wizard.getByRole('textbox', { name: 'Credential name' })
  await chooseScope(wizard, 'Cluster')
  await name.fill('Slow robot')
  await wizard.getByRole('textbox', { name: 'Username' }).fill('slow')
  await wizard.getByRole('textbox', { name: 'Password', exact: true }).fill(plantedValue())
  // From a field, by keys only.
  await window.keyboard.press('Control+Enter')
  await expect(wizard.getByRole('status')).toContainText('Creating…')
  // It wouldn't be part of what is created.
  await window.keyboard.type(' and more')
  await expect(wizard.getByRole('textbox', { name: 'Password', exact: true })).toBeFocused()
  await expect(wizard.getByRole('textbox', { name: 'Password', exact: true })).toHaveValue(/^FAKE-\S*$/)
  await window.keyboard.press('Escape')
  const question = wizard.getByRole('alert').filter({ hasText: 'The credential is being created.' })
  await expect(question.getByRole('button', { name: 'Keep waiting' })).toBeFocused()
  await expectNoFault(window)
  await window.keyboard.press('Enter')
  await expect(question).toHaveCount(0)
  await expect(wizard).toBeVisible()
  await wizard.getByRole('button', { name: 'Cancel' }).click()
  await question.getByRole('button', { name: 'Close anyway' }).click()
  await expect(wizard).toHaveCount(0)
  await answer({ ok: false, failure: { code: 'internal', id: '0' } })
  await expect(name).toHaveValue('Slow robot')
})

// What was typed after Save was lost when it succeeded, and Save lost the focus.
test('a credential that is being renamed takes no input until it is known whether it was', async ({
  start,
}) => {
  const { window, electron } = await start({ isSandbox: true })
  await rowOf(window, 'Harbor base images').first().click()
  const answer = await holdAnswer(electron, 'life:describe')
  await askBridge(window, 'sandbox', 'switchFaults', { latency: 2000 })
  await window.getByRole('button', { name: 'Rename…' }).click()
  const dialog = window.getByRole('dialog')
  await expect(dialog.getByRole('status')).toHaveText('Reading the current version…')
  await askBridge(window, 'sandbox', 'switchFaults', { latency: 0 })
  await expect(dialog.getByRole('status')).toHaveText('')
  const name = dialog.getByRole('textbox', { name: 'Credential name' })
  const save = dialog.getByRole('button', { name: 'Save' })
  await name.fill('Renamed')
  await save.press('Enter')
  await expect(dialog.getByRole('status')).toHaveText('Saving…')
  await expect(save).toBeFocused()
  await name.focus()
  await window.keyboard.type(' late')
  await expect(name).toHaveValue('Renamed')
  await expectNoFault(window)
  await answer({ ok: false, failure: { code: 'internal', id: '0' } })
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(name).toBeFocused()
  await name.press('End')
  await window.keyboard.type(' again')
  await expect(name).toHaveValue('Renamed again')
})

// What was typed before the version was read overwrote what someone else had changed.
test('a name that is typed over a newer one is asked about, and the focus stays with whoever types it', async ({
  start,
}) => {
  const { window, electron } = await start({ isSandbox: true })
  const row = rowOf(window, 'Harbor base images').first()
  await row.waitFor()
  const at = { namespace: 'runai', name: 'dockerregistry-harbor-base-images' }
  const [looked] = await askBridge<LookedAt[]>(window, 'life', 'look', {
    ...{ context: sandboxContext, credentials: [at] },
  })
  const state = { ...looked?.state, name: 'Theirs', resourceVersion: '999999' }
  const answer = await holdAnswer(electron, 'life:look')
  await row.click()
  await window.getByRole('button', { name: 'Rename…' }).click()
  const dialog = window.getByRole('dialog')
  const name = dialog.getByRole('textbox', { name: 'Credential name' })
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await name.fill('Mine')
  await answer({ ok: true, value: [{ ...looked, state }] })
  await expect(dialog.getByRole('alert')).toContainText('Theirs')
  await window.keyboard.type(' too')
  await expect(name).toHaveValue('Mine too')
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Use mine' }).click()
  await expect(name).toBeFocused()
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeEnabled()
})

test('a name that is saved with Enter before the version was read is saved after that', async ({ start }) => {
  const { window, electron } = await start({ isSandbox: true })
  await rowOf(window, 'Harbor base images').first().click()
  const at = { namespace: 'runai', name: 'dockerregistry-harbor-base-images' }
  const value = await askBridge<LookedAt[]>(window, 'life', 'look', {
    ...{ context: sandboxContext, credentials: [at] },
  })
  const answer = await holdAnswer(electron, 'life:look')
  await window.getByRole('button', { name: 'Rename…' }).click()
  const dialog = window.getByRole('dialog')
  const name = dialog.getByRole('textbox', { name: 'Credential name' })
  await name.fill('Harbor renamed')
  await name.press('Enter')
  await expect(dialog.getByRole('status')).toHaveText('Saving…')
  await answer({ ok: true, value })
  await expect(dialog).toHaveCount(0)
  await expect(rowOf(window, 'Harbor renamed')).toHaveCount(1)
})

// The height of the wizard changed with each letter.
test('the wizard keeps its place and its height while something is typed into it', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'docker-registry')
  const before = await wizard.boundingBox()
  const boxes = new Set<string>()
  for (const [field, text] of [
    ['Credential name', 'Harbor robot 253'],
    ['Registry URL', 'htp:/x'],
    ['Username', 'robot'],
  ] as const) {
    await wizard.getByRole('textbox', { name: field, exact: true }).focus()
    for (const letter of text) {
      await window.keyboard.press(letter)
      boxes.add(JSON.stringify(await wizard.boundingBox()))
    }
    await window.keyboard.press('Tab')
    boxes.add(JSON.stringify(await wizard.boundingBox()))
  }
  expect([...boxes]).toEqual([JSON.stringify(before)])
})

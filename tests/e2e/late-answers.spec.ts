import { expect, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { askBridge, callBridge } from './bridge.ts'

// The button and its open menu were replaced by a disabled button under the pointer, and the focus was lost.
test('an open menu stays when the account turns out to be read-only, and says so', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  const statusBar = window.getByRole('contentinfo')
  await expect(statusBar).toContainText('Changes allowed')
  const button = window.getByRole('button', { name: 'New credential' }).first()
  await button.press('Enter')
  const types = window.getByRole('menu', { name: 'New credential' })
  const type = types.getByRole('menuitem', { name: /^Docker registry/ })
  await expect(type).toBeFocused()
  await askBridge(window, 'sandbox', 'switchFaults', { isReadOnly: true })
  await window.keyboard.press('F5')
  await expect(statusBar).toContainText('Read-only account')
  await expect(type).toHaveAttribute('aria-disabled', 'true')
  await expect(types.getByRole('group', { name: /^Read only: your account/ })).toContainText(
    'Docker registry',
  )
  await expect(type).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(type).toBeFocused()
  await expectNoFault(window)

  await window.keyboard.press('Escape')
  await expect(types).toHaveCount(0)
  await expect(button).toBeFocused()
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await window.keyboard.press('Enter')
  await expect(button).toHaveAttribute('aria-expanded', 'false')
})

// The window was empty, and its status bar claimed that there was no cluster.
test('while the kubeconfig can’t be read yet, the window says so', async ({ start }) => {
  const { window, electron } = await start({ isSandbox: true })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await electron.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('contexts:list')
    ipcMain.handle('contexts:list', () => new Promise(() => {}))
  })
  await window.reload()
  await expect(window.getByRole('heading', { level: 1, name: 'Reading the kubeconfig…' })).toBeVisible()
  await expect(window.getByRole('contentinfo')).toHaveText('Starting')
  await expectNoFault(window)
})

// The first button of the page took the focus: what was typed on was lost.
test('a palette that is opened before the kubeconfig was read keeps the focus', async ({ start }) => {
  const { window, electron } = await start()
  const answer = JSON.stringify(await callBridge(window, 'contexts', 'list'))
  await electron.evaluate(({ ipcMain }, given) => {
    ipcMain.removeHandler('contexts:list')
    ipcMain.handle('contexts:list', () => {
      const { promise, resolve } = Promise.withResolvers<unknown>()
      Object.assign(globalThis, { answerContexts: () => resolve(given) })
      return promise
    })
  }, answer)
  await window.reload()
  await expect(window.getByRole('heading', { level: 1, name: 'Reading the kubeconfig…' })).toBeVisible()
  await window.keyboard.press('Control+k')
  const field = window.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox')
  await expect(field).toBeFocused()
  await electron.evaluate(() => (globalThis as { answerContexts?: () => void }).answerContexts?.())
  await expect(
    window.getByRole('button', { name: /^Explore the sandbox/, includeHidden: true }),
  ).toBeVisible()
  await expect(field).toBeFocused()
  await window.keyboard.type('settings')
  await expect(field).toHaveValue('settings')
})

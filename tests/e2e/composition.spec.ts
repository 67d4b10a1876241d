import type { Page } from '@playwright/test'
import { expect, test } from './application.ts'
import { wizardOf } from './wizard-steps.ts'

/** Composes a text in the field with the focus, as an input method does, and presses a key during it. */
async function pressWhileComposing(window: Page, key: 'Enter' | 'Escape' | 'ArrowDown'): Promise<void> {
  const codes = { Enter: 13, Escape: 27, ArrowDown: 40 }
  const session = await window.context().newCDPSession(window)
  await session.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 })
  for (const type of ['rawKeyDown', 'keyUp'] as const)
    await session.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: codes[key] })
  await session.send('Input.insertText', { text: '日' })
  await session.detach()
}

// https://github.com/tusen-ai/naive-ui/issues/2989 and https://github.com/primefaces/primevue/issues/8252
test('a key that accepts or discards a word of an input method does nothing else', async ({ start }) => {
  // An application that starts beside it takes the display's focus, which would end the composition.
  const { window } = await start({ isSandbox: true, environment: { CREDENZA_HEADLESS: '1' } })
  await expect(window.getByRole('contentinfo')).toContainText('Live')

  await window.keyboard.press('Control+f')
  await window.keyboard.type('har')
  await pressWhileComposing(window, 'Escape')
  const search = window.getByRole('textbox', { name: 'Search credentials' })
  await expect(search).toHaveValue('har日')
  await window.keyboard.press('Escape')
  await expect(search).toHaveValue('')

  await window.getByRole('button', { name: 'New credential' }).click()
  await window.getByRole('menuitem', { name: 'Username and password', exact: true }).click()
  const wizard = wizardOf(window)
  const scopes = wizard.getByRole('combobox', { name: 'Find a scope' })
  await scopes.fill('')
  await scopes.focus()
  const chosen = await wizard.getByRole('treeitem', { selected: true }).allTextContents()
  await window.keyboard.type('a')
  await pressWhileComposing(window, 'Enter')
  await pressWhileComposing(window, 'Escape')
  await expect(scopes).toHaveValue('a日日')
  expect(await wizard.getByRole('treeitem', { selected: true }).allTextContents()).toEqual(chosen)

  const name = wizard.getByRole('textbox', { name: 'Credential name' })
  await name.focus()
  await pressWhileComposing(window, 'Escape')
  await expect(name).toHaveValue('日')
  await window.keyboard.press('Escape')
  await expect(wizard).toHaveCount(0)

  await window.keyboard.press('Control+k')
  await window.keyboard.type('settings')
  await pressWhileComposing(window, 'Escape')
  await pressWhileComposing(window, 'Enter')
  const palette = window.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('combobox')).toHaveValue('settings日日')
})

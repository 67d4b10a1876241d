import type { Session } from '../browser/pipe.ts'
import type { ClipboardPage } from './clipboard.ts'

/** The clipboard through a page, which gets the permission only for that moment. */
export function createPageClipboard(browser: Session, page: Session): ClipboardPage {
  async function use(expression: string): Promise<string> {
    await browser.send('Browser.grantPermissions', {
      permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'],
    })
    try {
      const options = { awaitPromise: true, userGesture: true, returnByValue: true, silent: true }
      const { result, exceptionDetails } = await page.send('Runtime.evaluate', { expression, ...options })
      if (exceptionDetails !== undefined) throw new Error('The window couldn’t use the clipboard.')
      return typeof result.value === 'string' ? result.value : ''
    } finally {
      browser.post('Browser.grantPermissions', { permissions: [] })
    }
  }

  return {
    read: () => use('navigator.clipboard.readText()'),
    write: async (text) => {
      await use(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
    },
  }
}

import { join } from 'node:path'
import { requireBrowser } from './browser.mjs'
import { electronArguments, findElectron } from './electron.mjs'

/**
 * What shows the window here: Electron, otherwise an installed browser by tools/chromium-runtime. Throws what to
 * install.
 * @param {string} root
 * @param {{ isAskedFor: boolean, say: (line: string) => void }} options `isAskedFor`: retry the download of Electron
 * @returns {Promise<{ command: string, args: string[] }>} the executable and its first arguments
 */
export async function findRuntime(root, { isAskedFor, say }) {
  const wanted = process.env.CREDENZA_RUNTIME
  if (wanted !== 'chromium') {
    const electron = await findElectron(root, { isAskedFor: isAskedFor || wanted === 'electron', say })
    if (electron) return { command: electron, args: electronArguments(process.platform, process.getuid?.()) }
    if (wanted === 'electron')
      throw new Error('CREDENZA_RUNTIME asks for Electron, which isn’t available here.')
  }
  if (process.platform === 'win32') {
    throw new Error(
      'Couldn’t download Electron, and Windows has no other runtime. Allow the download of its releases ' +
        'or set ELECTRON_MIRROR to a mirror of them, then run: npm start -- --try-electron',
    )
  }
  await requireBrowser(root, say)
  return { command: join(root, 'tools/chromium-runtime/chromium-runtime'), args: [] }
}

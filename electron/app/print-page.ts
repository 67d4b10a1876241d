import { BrowserWindow, session, type Session } from 'electron'
import { guardSession } from './navigation-guard.ts'
import { createPrintedPages, printPartition, printWindowOptions } from './printed-pages.ts'
import { ownScheme } from './served-files.ts'

const pages = createPrintedPages()

/** Serves only the pages being printed, starting with the first print. */
function preparePrintSession(own: Session): void {
  if (own.protocol.isProtocolHandled(ownScheme)) return
  guardSession(own, pages.has)
  own.protocol.handle(ownScheme, ({ url }) => pages.answer(url))
}

/**
 * Prints one of our own pages to a PDF, by the page's print styles, in a hidden window that is closed afterwards in any
 * case. Rejects with the signal's reason, or with an error if the page can't be printed.
 */
export async function printPage(html: string, signal: AbortSignal): Promise<Uint8Array> {
  signal.throwIfAborted()
  preparePrintSession(session.fromPartition(printPartition, { cache: false }))
  const address = pages.add(html)
  const window = new BrowserWindow(printWindowOptions())
  const ended = Promise.withResolvers<never>()
  const onAbort = () => ended.reject(signal.reason as Error)
  signal.addEventListener('abort', onAbort)
  window.webContents.once('render-process-gone', (_event, { reason }) =>
    ended.reject(new Error(`The page that is printed has ended: ${reason}`)),
  )
  try {
    return await Promise.race([load(window, address), ended.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
    pages.remove(address)
    if (!window.isDestroyed()) window.destroy()
  }
}

async function load(window: BrowserWindow, address: string): Promise<Uint8Array> {
  await window.loadURL(address)
  return window.webContents.printToPDF({
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  })
}

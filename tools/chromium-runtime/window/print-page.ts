/// <reference types="electron" />
import type { Session } from '../browser/pipe.ts'

/** What to print and how. Electron's other options don't exist here. */
export type PrintWish = Pick<
  Electron.PrintToPDFOptions,
  'preferCSSPageSize' | 'printBackground' | 'generateTaggedPDF' | 'generateDocumentOutline'
>

/** Prints the current page. Returns the whole file. */
export async function printPage(session: Session, wish: PrintWish): Promise<Buffer> {
  const { data } = await session.send('Page.printToPDF', wish)
  return Buffer.from(data, 'base64')
}

import { describe, expect, it } from 'vitest'
import { createPrintedPages, printWindowOptions } from './printed-pages.ts'
import { isOwnAddress } from './served-files.ts'

describe('pages that are printed', () => {
  it('have their own address, which differs from the window’s and is removed afterwards', async () => {
    const pages = createPrintedPages()
    const [first, second] = [pages.add('<p>1'), pages.add('<p>2')]
    expect(first).not.toBe(second)
    expect([first, second].map(isOwnAddress)).toEqual([false, false])
    expect(await pages.answer(second).text()).toBe('<p>2')
    pages.remove(first)
    expect([pages.has(first), pages.has(second)]).toEqual([false, true])
    expect(pages.answer(first).status).toBe(404)
    expect(pages.answer('app://print/index.html').status).toBe(404)
  })

  it('run, load and send nothing, even with hostile content', () => {
    const pages = createPrintedPages()
    const policy = pages.answer(pages.add('')).headers.get('content-security-policy')
    expect(policy?.split('; ')).toEqual(expect.arrayContaining(["default-src 'none'", 'sandbox']))
    expect(policy).not.toMatch(/script-src|connect-src|img-src|allow-/)
  })

  it('are in a window that is never shown and has no scripts, no preload and no disk', () => {
    const { show, webPreferences } = printWindowOptions()
    expect(show).toBe(false)
    expect(webPreferences).toMatchObject({
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      images: false,
      devTools: false,
    })
    expect(webPreferences?.preload).toBeUndefined()
    expect(webPreferences?.partition).not.toMatch(/^persist:/)
  })
})

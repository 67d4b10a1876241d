import type { ElectronApplication, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchFixture, type Launched, type PageWorld } from './fixture/launch.ts'

declare const fixtureEvents: [string, ...unknown[]][]

describe('the window', () => {
  let launched: Launched
  let app: ElectronApplication
  let page: Page
  let ready: Launched['ready']

  beforeAll(async () => {
    launched = await launchFixture()
    ;({ app, page, ready } = launched)
  })

  afterAll(() => launched.close())

  it('shows the application’s own scheme in a secure context', async () => {
    expect(page.url()).toBe('https://fixture.app.localhost/index.html')
    expect(
      await page.evaluate(() => (globalThis as unknown as { isSecureContext: boolean }).isSecureContext),
    ).toBe(true)
    expect(
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL()),
    ).toBe('app://fixture/index.html')
  })

  it('passes the headers of the application on, its security policy among them', async () => {
    const response = await page.reload()
    expect(await response?.headerValue('content-security-policy')).toContain("default-src 'self'")
    await ready()
    await expect(page.addScriptTag({ content: 'globalThis.injected = 1' })).rejects.toThrow(
      /Content Security Policy/,
    )
  })

  it('answers calls, with what JSON carries and what it does not', async () => {
    const answers = await page.evaluate(async () => {
      const { fixture } = globalThis as unknown as PageWorld
      return [
        await fixture.invoke('echo', 1, 'two', { three: [4, null, 'ü\u2028\0'] }),
        typeof (await fixture.invoke('echo')),
        await fixture.invoke('echo', '{"looks":"like JSON"}'),
      ]
    })
    expect(answers).toEqual([
      [1, 'two', { three: [4, null, 'ü\u2028\0'] }],
      'undefined',
      '{"looks":"like JSON"}',
    ])
  })

  it('hands errors over with their message', async () => {
    const messages = await page.evaluate(async () => {
      const { fixture } = globalThis as unknown as PageWorld
      const failed = await fixture.invoke('fail').catch(String)
      const missing = await fixture.invoke('missing').catch(String)
      try {
        fixture.fail()
      } catch (error) {
        return [failed, missing, String(error)]
      }
      return []
    })
    expect(messages).toEqual([
      "Error: Error invoking remote method 'fail': Error: thrown in the main process",
      "Error: Error invoking remote method 'missing': Error: No handler registered for 'missing'",
      'Error: thrown in the preload',
    ])
  })

  it('refuses to send what Electron can’t clone', async () => {
    const refusal = await page.evaluate(() => {
      const { fixture } = globalThis as unknown as PageWorld
      try {
        fixture.send('note', { wrapped: new Proxy({}, {}) })
        return 'sent'
      } catch (error) {
        return String(error)
      }
    })
    expect(refusal).toMatch(/DataCloneError/)
  })

  it('delivers messages in their order, and none after unsubscribing', async () => {
    const numbers = await page.evaluate(async () => {
      const { fixture } = globalThis as unknown as PageWorld
      const seen: unknown[] = []
      await new Promise<void>((resolve) => {
        const stop = fixture.on('page', (number, _text, isLast) => {
          seen.push(number)
          if (isLast !== true) return
          stop()
          resolve()
        })
        fixture.send('pages', 40, 'x'.repeat(150_000))
      })
      fixture.send('pages', 1, 'unheard')
      await fixture.invoke('echo')
      return seen
    })
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index))
  })

  it('sets size and state for real and reports them', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 20, y: 30, width: 720, height: 510 })
    })
    const outer = () =>
      page.evaluate(() => {
        const { outerWidth, outerHeight } = globalThis as unknown as PageWorld
        return [outerWidth, outerHeight]
      })
    await expect.poll(() => outer()).toEqual([720, 510])
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual({
      x: 20,
      y: 30,
      width: 720,
      height: 510,
    })
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ width: 10 }))
    await expect.poll(async () => (await outer())[0]).toBe(400)
  })

  it('shows the colour scheme that the application wants', async () => {
    const isDark = () =>
      page.evaluate(
        () => (globalThis as unknown as PageWorld).matchMedia('(prefers-color-scheme: dark)').matches,
      )
    await app.evaluate(({ nativeTheme }) => (nativeTheme.themeSource = 'dark'))
    await expect.poll(() => isDark()).toBe(true)
    expect(await app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true)
    await app.evaluate(({ nativeTheme }) => (nativeTheme.themeSource = 'light'))
    await expect.poll(() => isDark()).toBe(false)
  })

  it('copies and pastes without leaving the page a permission', async () => {
    const text = await app.evaluate(async ({ clipboard }) => {
      await clipboard.writeText('copied “text”\n2')
      return clipboard.readText()
    })
    expect(text).toBe('copied “text”\n2')
    const state = await page.evaluate(async () => {
      const { navigator } = globalThis as unknown as PageWorld
      return (await navigator.permissions.query({ name: 'clipboard-read' })).state
    })
    expect(state).toBe('denied')
  })

  it('gives Playwright the window of a page', async () => {
    const window = await app.browserWindow(page)
    expect(await window.evaluate(({ id }: { id: number }) => id)).toBe(1)
    expect(await app.evaluate(({ app }) => [app.getName(), app.getVersion(), app.isPackaged])).toEqual([
      'Runtime Fixture',
      '1.2.3',
      false,
    ])
  })

  it('prints a hidden page, with its own session and without its scripts', async () => {
    const printed = await app.evaluate(async ({ BrowserWindow, session }) => {
      const asked: string[] = []
      const own = session.fromPartition('printed')
      own.protocol.handle('app', ({ url }) => {
        asked.push(url)
        const page =
          '<!doctype html><title>Printed</title><p>one</p><p style="break-before: page">two</p>' +
          '<img src="https://example.com/x.png"><script>document.body.replaceChildren()</script>'
        return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } })
      })
      const window = new BrowserWindow({
        show: false,
        webPreferences: { partition: 'printed', javascript: false, sandbox: true },
      })
      try {
        await window.loadURL('app://printed/page.html')
        const file = await window.webContents.printToPDF({ printBackground: true })
        const text = file.toString('latin1')
        return {
          first: asked[0],
          isPdf: text.startsWith('%PDF-'),
          pages: text.match(/\/Type \/Page\b(?!s)/g)?.length,
          isOfSession: window.webContents.session === own,
        }
      } finally {
        window.destroy()
      }
    })
    expect(printed).toEqual({ first: 'app://printed/page.html', isPdf: true, pages: 2, isOfSession: true })
    expect(app.windows()).toHaveLength(1)
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    // The page still exists, in the default session.
    await page.reload()
    await ready()
  })

  it('refuses to show a second window', async () => {
    const refusal = await app.evaluate(({ BrowserWindow }) => {
      try {
        return String(new BrowserWindow({ show: true }).id)
      } catch (error) {
        return String(error)
      }
    })
    expect(refusal).toContain('only one window can be shown')
  })

  it('stays open while a listener of close wants it, whoever asks', async () => {
    const isThere = await app.evaluate(async ({ BrowserWindow, app }) => {
      const test = globalThis as unknown as { fixtureStays: boolean; fixtureWindow: { core: RuntimeWindow } }
      interface RuntimeWindow {
        page: () => { session: { send: (command: string, parameters: object) => Promise<unknown> } }
      }
      test.fixtureStays = true
      const closes = () => fixtureEvents.filter(([name]) => name === 'close').length
      // Each is awaited: a late one would find that nobody needs the window anymore.
      const asked = async (ask: () => unknown) => {
        const before = closes()
        await ask()
        while (closes() === before) await new Promise((resolve) => setTimeout(resolve, 20))
      }
      await asked(() => BrowserWindow.getAllWindows()[0]?.close())
      await asked(() => app.quit())
      // What a click on the close button does: the page is asked first, since it counts as touched by a user
      // (evaluating does that).
      await asked(() => test.fixtureWindow.core.page().session.send('Page.close', {}))
      test.fixtureStays = false
      return BrowserWindow.getAllWindows().length === 1
    })
    expect(isThere).toBe(true)
    await ready()
    expect(await page.title()).toBe('Runtime Fixture')
  })
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseColor } from '../window/color.ts'
import { ClipboardItem, createClipboard } from './clipboard.ts'
import { createMenu } from './menu.ts'
import { createNotificationClass } from './notification.ts'
import { createNativeTheme } from './native-theme.ts'
import { createShell } from './shell.ts'

let place: string

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'desktop-'))
})

afterEach(() => rmSync(place, { recursive: true, force: true }))

describe('the clipboard', () => {
  it('uses the desktop’s program where there is one', async () => {
    const script = `#!/bin/sh\ncase "$*" in *-o*) cat '${place}/clip' ;; *) cat >'${place}/clip' ;; esac\n`
    writeFileSync(join(place, 'xclip'), script, { mode: 0o755 })
    const clipboard = createClipboard({ PATH: `${place}:/bin:/usr/bin`, DISPLAY: ':0' }, () => null)
    await clipboard.writeText('kept\n“exactly”')
    expect(await clipboard.readText()).toBe('kept\n“exactly”')
    await clipboard.write([new ClipboardItem({ 'text/plain': 'marked', mark: new Blob(['x']) })])
    expect(await clipboard.readText()).toBe('marked')
    clipboard.clear()
    await expect.poll(() => clipboard.readText()).toBe('')
  })

  it('uses the window without one, and only memory without a window', async () => {
    let held = ''
    const page = {
      read: () => Promise.resolve(held),
      write: (text: string) => {
        held = text
        return Promise.resolve()
      },
    }
    const withWindow = createClipboard({ PATH: place }, () => page)
    await withWindow.writeText('by the window')
    held += ', changed by another program'
    expect(await withWindow.readText()).toBe('by the window, changed by another program')
    const without = createClipboard({ PATH: place }, () => null)
    await without.writeText('remembered')
    expect(await without.readText()).toBe('remembered')
  })
})

describe('the theme', () => {
  const report = (isDark: boolean) => ({ isDark }) as never

  it('follows the desktop until the application wants one', () => {
    const theme = createNativeTheme(() => false)
    const updated = vi.fn()
    theme.on('updated', updated)
    expect(theme.shouldUseDarkColors).toBe(false)
    theme.take(report(true))
    expect(theme.shouldUseDarkColors).toBe(true)
    theme.themeSource = 'light'
    expect(theme.shouldUseDarkColors).toBe(false)
    // The page now reports what the application asked for.
    theme.take(report(false))
    theme.themeSource = 'system'
    expect(theme.shouldUseDarkColors).toBe(true)
    expect(updated).toHaveBeenCalledTimes(3)
  })
})

describe('the theme of a page', () => {
  it('stays as the page has it while the application goes on wanting the desktop’s', () => {
    const theme = createNativeTheme(() => false)
    const post = vi.fn()
    theme.follow({ post } as never)
    theme.themeSource = 'system'
    expect(post).not.toHaveBeenCalled()
    theme.themeSource = 'dark'
    expect(post).toHaveBeenCalledTimes(1)
  })
})

describe('the shell', () => {
  it('opens only addresses of the web and of mail, and says when it can’t', async () => {
    const shell = createShell({ PATH: place }, 'linux')
    await expect(shell.openExternal('https://example.org/')).rejects.toThrow("can't be opened")
    writeFileSync(join(place, 'xdg-open'), `#!/bin/sh\necho "$1" >>'${place}/opened'\n`, { mode: 0o755 })
    await expect(shell.openExternal('file:///etc/passwd')).rejects.toThrow("can't be opened")
    await shell.openExternal('https://example.org/')
    expect(await shell.openPath('/tmp')).toBe('')
    // The programs aren't awaited: they write into the folder after they were started.
    const opened = () => readFileSync(join(place, 'opened'), 'utf8').split('\n').filter(Boolean).sort()
    await expect.poll(() => opened()).toEqual(['/tmp', 'https://example.org/'])
  })
})

describe('a notification', () => {
  it('is shown by the desktop’s program, which reports a click', async () => {
    const environment = { PATH: `${place}:/bin:/usr/bin` }
    const Notification = createNotificationClass(environment, () => 'Credenza')
    expect(Notification.isSupported()).toBe(false)
    const script = `#!/bin/sh\nprintf '%s\\n' "$@" >'${place}/shown'\n[ "$5" = clicked ] && echo default\nexit 0\n`
    writeFileSync(join(place, 'notify-send'), script, { mode: 0o755 })
    expect(Notification.isSupported()).toBe(true)
    const told: string[] = []
    for (const body of ['clicked', 'left']) {
      const notification = new Notification({ title: '-t', body })
      notification.on('click', () => told.push(`click ${body}`))
      const closed = new Promise((resolve) => notification.once('close', resolve))
      notification.show()
      await closed
    }
    expect(told).toEqual(['click clicked'])
    const words = ['--app-name=Credenza', '--action=default=Open', '--', '-t', 'left', '']
    expect(readFileSync(join(place, 'shown'), 'utf8').split('\n')).toEqual(words)
  })
})

describe('the menu', () => {
  it('keeps its items, to be found by id', () => {
    const menu = createMenu()
    const built = menu.buildFromTemplate([{ label: 'File', submenu: [{ id: 'quit', label: 'Quit' }] }])
    menu.setApplicationMenu(built)
    expect(menu.getApplicationMenu()?.getMenuItemById('quit')?.label).toBe('Quit')
  })
})

describe('colours', () => {
  it.each([
    ['#fff', { r: 255, g: 255, b: 255, a: 1 }],
    ['#102030', { r: 16, g: 32, b: 48, a: 1 }],
    ['#80102030', { r: 16, g: 32, b: 48, a: 128 / 255 }],
    ['red', null],
    ['102030', null],
  ])('reads %s', (text, color) => {
    expect(parseColor(text)).toEqual(color)
  })
})

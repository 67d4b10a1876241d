import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchFixture, type Launched, type PageWorld } from './fixture/launch.ts'

describe('the page', () => {
  let launched: Launched
  let app: ElectronApplication
  let page: Page
  let ready: Launched['ready']
  let eventsOf: Launched['eventsOf']
  let foreign: Server
  const requests: string[] = []

  beforeAll(async () => {
    foreign = createServer((request, response) => {
      requests.push(request.url ?? '')
      response.setHeader('access-control-allow-origin', '*').end('foreign')
    })
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
    launched = await launchFixture()
    ;({ app, page, ready, eventsOf } = launched)
  })

  afterAll(async () => {
    foreign.close()
    await launched.close()
  })

  const foreignUrl = () => `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`

  it('sees the exposed functions, frozen, and nothing of the runtime', async () => {
    const seen = await page.evaluate(() => {
      const { fixture } = globalThis as unknown as PageWorld
      const own = Object.getOwnPropertyNames(globalThis).filter((name) =>
        /chromiumRuntime|runPreload|ipcRenderer|^require$/.test(name),
      )
      return { sum: fixture.nested.sum(1, 2, 3), frozen: Object.isFrozen(fixture.nested), own }
    })
    expect(seen).toEqual({ sum: 6, frozen: true, own: [] })
  })

  it('can’t reach the preload’s world by changing prototypes', async () => {
    const answer = await page.evaluate(async () => {
      const { fixture } = globalThis as unknown as PageWorld
      const stolen: unknown[] = []
      const { parse, stringify } = JSON
      JSON.parse = JSON.stringify = ((...values: unknown[]) => stolen.push(...values)) as never
      const value = await fixture.invoke('echo', { plain: true })
      Object.assign(JSON, { parse, stringify })
      return { value, stolen }
    })
    expect(answer).toEqual({ value: { plain: true }, stolen: [] })
  })

  it('gives the path of a file that the user chose, and none for one that the page made up', async () => {
    const file = join(launched.place.temporary, 'a snapshot ü.csv')
    writeFileSync(file, 'Credential')
    await page.evaluate(() => {
      const { document } = globalThis as unknown as PageWorld
      document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'chosen' }))
    })
    await page.setInputFiles('#chosen', file)
    const paths = await page.evaluate(async () => {
      const { fixture, document, File } = globalThis as unknown as PageWorld
      const input = document.querySelector('#chosen') as unknown as { files: File[]; remove: () => void }
      const [chosen] = input.files
      input.remove()
      const made = new File(['root'], '/etc/passwd')
      const dressed = Object.assign(new File([], 'x'), { path: '/etc/passwd' })
      return Promise.all([chosen, made, dressed, { path: '/etc/passwd' }].map((each) => fixture.pathOf(each)))
    })
    expect(paths).toEqual([`path: ${file}`, 'path: ', 'path: ', 'path: '])
  })

  it('calls as its true frame, and frames inside it can’t call', async () => {
    const seen = await page.evaluate(async () => {
      const { fixture, document, frames } = globalThis as unknown as PageWorld
      const frame = document.createElement('iframe')
      frame.src = 'index.html'
      const loaded = new Promise<void>((resolve) => (frame.onload = resolve))
      document.body.append(frame)
      await loaded
      return { inner: typeof frames[0]?.fixture, outer: await fixture.invoke('frame') }
    })
    expect(seen).toEqual({
      inner: 'undefined',
      outer: { url: 'app://fixture/index.html', origin: 'app://fixture', isMain: true },
    })
  })

  it('gets no request out, even if its policy allows it', async () => {
    const outcomes = await page.evaluate(async (url) => {
      const { document } = globalThis as unknown as PageWorld
      const image = document.createElement('img')
      image.src = `${url}/image`
      const frame = document.createElement('iframe')
      frame.src = `${url}/frame`
      document.body.append(image)
      document.body.append(frame)
      const socket = new WebSocket(`${url.replace('http', 'ws')}/socket`)
      const isOpen = await new Promise((resolve) => {
        socket.onopen = () => resolve(true)
        socket.onerror = () => resolve(false)
      })
      return [await fetch(`${url}/fetch`).catch(String), isOpen]
    }, foreignUrl())
    expect(outcomes).toEqual(['TypeError: Failed to fetch', false])
    expect(requests).toEqual([])
  })

  it('is denied every permission', async () => {
    const states = await page.evaluate(async () => {
      const { navigator } = globalThis as unknown as PageWorld
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi']
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
    })
    expect(new Set(states)).toEqual(new Set(['denied']))
  })

  it('stays when the application denies its navigation', async () => {
    await page.evaluate((url) => {
      ;(globalThis as unknown as PageWorld).location.href = url
    }, `${foreignUrl()}/away`)
    await expect.poll(() => eventsOf('will-navigate')).toEqual([`${foreignUrl()}/away`])
    expect(page.url()).toBe('https://fixture.app.localhost/index.html')
    expect(await eventsOf('close')).toEqual([])
  })

  it('comes back from addresses that are never requested', async () => {
    await page.evaluate(() => {
      ;(globalThis as unknown as PageWorld).location.href = 'about:blank'
    })
    await page.waitForURL('about:blank').catch(() => undefined)
    await page.waitForURL('https://fixture.app.localhost/index.html')
    await ready()
  })

  it('opens no second window, and the application learns of each attempt', async () => {
    await page.evaluate(() => {
      const { document, open } = globalThis as unknown as PageWorld
      const link = document.createElement('a')
      link.href = 'https://example.org/link'
      link.target = '_blank'
      link.textContent = 'Elsewhere'
      document.body.append(link)
      open('https://example.org/open')
    })
    await page.click('text=Elsewhere')
    await page.click('text=Elsewhere', { modifiers: ['Control'] })
    const wanted = ['https://example.org/open', 'https://example.org/link', 'https://example.org/link']
    await expect.poll(() => eventsOf('window-open')).toEqual(wanted)
    await expect.poll(() => app.windows()).toHaveLength(1)
  })
})

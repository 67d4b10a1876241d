import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPageChannel, type PageChannel } from './page-channel.ts'

let page: PageChannel
let server: Server
let address: string
beforeEach(async () => {
  page = createPageChannel()
  server = createServer((request, response) => page.answer(request.url ?? '', request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

interface Answer {
  next: number
  messages: string[]
}
const ask = async (from: string) => (await (await fetch(`${address}/messages${from}`)).json()) as Answer
const post = (path: string, body: string) => fetch(`${address}${path}`, { method: 'POST', body })
const update = (text: string) => page.send({ type: 'custom', event: 'told', data: text })

describe('the way of messages to the page', () => {
  it('hands each message over once, but none from before the page began', async () => {
    update('before')
    const begun = await ask('')
    expect(begun.messages).toEqual([])
    update('one')
    update('two')
    const got = await ask(`?after=${begun.next}`)
    expect(got.messages.map((text) => (JSON.parse(text) as { data: string }).data)).toEqual(['one', 'two'])
    expect(page.hasPage()).toBe(true)
  })

  it('lets a request wait until there is something to report', async () => {
    const { next } = await ask('')
    const waiting = ask(`?after=${next}`)
    setTimeout(() => update('late'), 50)
    expect((await waiting).messages).toHaveLength(1)
  })

  it('hands the page’s own messages to who listens', async () => {
    const heard: unknown[] = []
    page.channel.on?.('asked', (data: unknown) => heard.push(data))
    await post('/send', JSON.stringify({ type: 'custom', event: 'asked', data: 1 }))
    await post('/send', JSON.stringify({ type: 'ping' }))
    expect(heard).toEqual([1])
  })

  it('keeps where the window is, and the context also while none is open', async () => {
    await post('/place', JSON.stringify({ context: 'prod', route: '#/settings' }))
    await post('/place', JSON.stringify({ context: '', route: '#/secrets' }))
    expect(page.place()).toEqual({ context: 'prod', route: '#/secrets' })
  })

  it.each(['no JSON', '{"context":1,"route":"#/"}', '{"context":"x","route":"\\"><script>"}'])(
    'takes no place from %j',
    async (body) => {
      await post('/place', body)
      expect(page.place()).toEqual({ context: '', route: '' })
    },
  )
})

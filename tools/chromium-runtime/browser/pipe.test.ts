import { PassThrough } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createPipe, splitAtNul } from './pipe.ts'

function connect() {
  const to = new PassThrough()
  const from = new PassThrough()
  const pipe = createPipe({ to, from })
  const written = () => String(to.read() ?? '')
  const receive = async (message: object) => {
    from.write(`${JSON.stringify(message)}\0`)
    await nextTurn()
  }
  return { pipe, from, written, receive }
}

describe('splitAtNul', () => {
  it('puts messages together from any chunks, also inside a character', () => {
    const bytes = Buffer.from('{"a":"ü€"}\0{}\0{"b":1}\0')
    for (let size = 1; size <= bytes.length; size++) {
      const seen: string[] = []
      const read = splitAtNul((text) => seen.push(text))
      for (let at = 0; at < bytes.length; at += size) read(bytes.subarray(at, at + size))
      expect(seen).toEqual(['{"a":"ü€"}', '{}', '{"b":1}'])
    }
  })
})

describe('the pipe', () => {
  it('answers each command with its own result, in any order', async () => {
    const { pipe, receive, written } = connect()
    const first = pipe.send('Browser.getVersion', {})
    const second = pipe.session('S').send('Page.enable', {})
    expect(written()).toBe(
      '{"id":1,"method":"Browser.getVersion","params":{}}\0{"id":2,"method":"Page.enable","params":{},"sessionId":"S"}\0',
    )
    await receive({ id: 2, result: { second: true } })
    await receive({ id: 1, result: { first: true } })
    expect([await first, await second]).toEqual([{ first: true }, { second: true }])
  })

  it('rejects with the browser’s words and the command’s name', async () => {
    const { pipe, receive } = connect()
    const failed = expect(pipe.send('Page.enable', {})).rejects.toThrow('Page.enable: not allowed')
    await receive({ id: 1, error: { message: 'not allowed' } })
    await failed
  })

  it('hands events to listeners of the same session only', async () => {
    const { pipe, receive } = connect()
    const seen: string[] = []
    pipe.on('Page.loadEventFired', () => seen.push('browser'))
    pipe.session('A').on('Page.loadEventFired', () => seen.push('A'))
    await receive({ method: 'Page.loadEventFired', params: {}, sessionId: 'A' })
    await receive({ method: 'Page.loadEventFired', params: {}, sessionId: 'B' })
    expect(seen).toEqual(['A'])
  })

  it('rejects what waits, and what comes later, once the browser is gone', async () => {
    const { pipe, from } = connect()
    const waiting = pipe.send('Page.enable', {})
    from.destroy()
    await expect(waiting).rejects.toThrow('the browser is gone')
    await expect(pipe.send('Page.enable', {})).rejects.toThrow('the browser is gone')
  })
})

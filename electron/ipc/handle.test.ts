import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import {
  announcement,
  carries,
  drop,
  operation,
  stream,
  type StreamFrame,
} from '../../shared/contract/define.ts'
import type { ErrorPlaces } from '../../shared/error-places.ts'
import { failed, type Result } from '../../shared/failure.ts'
import type { Log, LogEntry } from '../services/log.ts'
import { createIpc, type IpcCaller, type Wire } from './handle.ts'

const domain = {
  greet: operation({ in: z.object({ name: z.string().check(z.maxLength(5)) }), out: carries<string>() }),
  fail: operation({ in: z.object({ expected: z.boolean() }), out: carries<null>() }),
  give: drop(carries<string>()),
  news: announcement(carries<{ of: string }>()),
  count: stream({
    in: z.object({ to: z.number() }),
    messages: carries<number>(),
    writes: ({ to }) => to === -2,
  }),
}

/** A window in memory that delivers what the platform would. */
function harness() {
  const invokes = new Map<string, (caller: IpcCaller, input: unknown) => Promise<string>>()
  const sends = new Map<string, (caller: IpcCaller, ...values: unknown[]) => void>()
  const gone: ((id: number) => void)[] = []
  const sent: unknown[][] = []
  const lines: (LogEntry | [string, number, string] | [string, ErrorPlaces])[] = []
  const wire: Wire = {
    onInvoke: (channel, listener) => invokes.set(channel, listener),
    onSend: (channel, listener) => sends.set(channel, listener),
    onGone: (listener) => gone.push(listener),
    announce: (...values) => sent.push(['all', ...values]),
  }
  const log: Log = {
    entry: (entry) => lines.push(entry),
    operation: (...line) => lines.push(line),
    fault: (event, places) => {
      lines.push([event, places])
      return 'id of the line'
    },
  }
  const caller = (id: number, isTrusted = true): IpcCaller => ({
    id,
    isTrusted,
    send: (...values) => sent.push([id, ...values]),
  })
  const stopped: string[] = []
  const ipc = createIpc({ wire, log })
  ipc.implement('test', domain, {
    greet: ({ name }) => `Hello ${name}`,
    give: ({ path }) => path,
    fail: ({ expected }) => {
      if (expected) throw failed('not-found', { what: 'it' })
      throw new Error('the password is hunter2')
    },
    count: async ({ to }, { send, signal }) => {
      for (let index = 0; index < to; index++) send(index)
      if (to < 0) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      if (signal.aborted) stopped.push('aborted')
    },
  })
  const invoke = async (channel: string, input: unknown, by = caller(1)) =>
    JSON.parse((await invokes.get(channel)?.(by, input)) ?? 'null') as Result<unknown>
  const frames = () => sent.map((values) => JSON.parse(String(values[3])) as StreamFrame)
  const send = (channel: string, by: IpcCaller, ...values: unknown[]) => sends.get(channel)?.(by, ...values)
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5))
  return {
    announce: ipc.announcer<typeof domain>('test'),
    isWriting: ipc.isWriting,
    invoke,
    send,
    sent,
    frames,
    gone,
    lines,
    caller,
    stopped,
    settle,
  }
}

describe('an operation', () => {
  it('returns the value of its implementation as a Result', async () => {
    const { invoke } = harness()
    expect(await invoke('test:greet', '{"name":"Ada"}')).toEqual({ ok: true, value: 'Hello Ada' })
  })

  it.each([
    ['no JSON', '{"name":'],
    ['no text', { name: 'Ada' }],
    ['nothing', undefined],
    ['a text over the limit', JSON.stringify({ name: 'a'.repeat(4_000_001) })],
  ])('refuses %s before anything is read', async (_what, input) => {
    const { invoke } = harness()
    expect(await invoke('test:greet', input)).toMatchObject({ ok: false, failure: { code: 'input-invalid' } })
  })

  it('refuses what does not fit its schema, naming the field and never the value', async () => {
    const { invoke, lines } = harness()
    const result = await invoke('test:greet', '{"name":"hunter2-is-too-long"}')
    expect(result).toEqual({
      ok: false,
      failure: { code: 'input-invalid', operation: 'test:greet', field: 'name' },
    })
    expect(JSON.stringify([result, lines])).not.toContain('hunter2')
  })

  it('takes a dropped file by name and path, and nothing else instead', async () => {
    const { invoke } = harness()
    const dropped = JSON.stringify({ name: 'a.csv', path: '/d/a.csv' })
    expect(await invoke('test:give', dropped)).toEqual({ ok: true, value: '/d/a.csv' })
    const listed = JSON.stringify({ name: 'a.csv', path: ['/etc/shadow'] })
    expect(await invoke('test:give', listed)).toMatchObject({
      ok: false,
      failure: { code: 'input-invalid', field: 'path' },
    })
  })

  it('refuses a foreign sender: a frame or page that is not ours gets nothing done', async () => {
    const { invoke, caller } = harness()
    expect(await invoke('test:greet', '{"name":"Ada"}', caller(1, false))).toMatchObject({
      ok: false,
      failure: { code: 'sender-untrusted' },
    })
  })

  it('passes an expected failure on unchanged', async () => {
    const { invoke } = harness()
    expect(await invoke('test:fail', '{"expected":true}')).toEqual({
      ok: false,
      failure: { code: 'not-found', what: 'it' },
    })
  })

  it('turns an unexpected error into an id that is also in the log, and into nothing else', async () => {
    const { invoke, lines } = harness()
    const result = await invoke('test:fail', '{"expected":false}')
    expect(JSON.stringify(result)).not.toContain('hunter2')
    expect(result).toEqual({ ok: false, failure: { code: 'internal', id: 'id of the line' } })
    expect(lines).toContainEqual(['test:fail', { name: 'Error', places: expect.any(Array) as string[] }])
    expect(JSON.stringify(lines)).not.toContain('hunter2')
  })
})

describe('an announcement', () => {
  it('is sent to all windows as one JSON text on its channel', () => {
    const { announce, sent } = harness()
    announce('news', { of: 'today' })
    expect(sent).toEqual([['all', 'test:news', '{"of":"today"}']])
  })
})

describe('a stream', () => {
  it('sends its messages in order, each with its number, and then its end as the last', async () => {
    const { send, sent, frames, caller, settle } = harness()
    send('test:count', caller(1), 7, '{"to":2}')
    await settle()
    expect(frames()).toEqual([{ message: 0 }, { message: 1 }, { end: true }])
    expect(sent.map((values) => [values[1], values[2], values[4]])).toEqual([
      ['test:count', 7, false],
      ['test:count', 7, false],
      ['test:count', 7, true],
    ])
  })

  it('ends with a failure when its input does not fit', async () => {
    const { send, frames, caller, settle } = harness()
    send('test:count', caller(1), 1, '{"to":"many"}')
    await settle()
    expect(frames()).toMatchObject([{ failure: { code: 'input-invalid', field: 'to' } }])
  })

  it('counts as writing until it ends, if its input says so', async () => {
    const { send, caller, settle, isWriting } = harness()
    send('test:count', caller(1), 1, '{"to":-1}')
    expect(isWriting()).toBe(false)
    send('test:count', caller(1), 2, '{"to":-2}')
    expect(isWriting()).toBe(true)
    send('stream:stop', caller(1), 2)
    await settle()
    expect(isWriting()).toBe(false)
  })

  it('is stopped by the window that started it and by no other', async () => {
    const { send, sent, caller, stopped, settle } = harness()
    send('test:count', caller(1), 1, '{"to":-1}')
    send('stream:stop', caller(2), 1)
    send('stream:stop', caller(1, false), 1)
    await settle()
    expect(stopped).toEqual([])
    send('stream:stop', caller(1), 1)
    await settle()
    expect(stopped).toEqual(['aborted'])
    expect(sent).toEqual([])
  })

  it('is stopped when the page that started it is gone', async () => {
    const { send, gone, caller, stopped, settle } = harness()
    send('test:count', caller(1), 1, '{"to":-1}')
    send('test:count', caller(11), 1, '{"to":-1}')
    for (const listener of gone) listener(1)
    await settle()
    expect(stopped).toEqual(['aborted'])
  })

  it('does not start for a foreign sender', async () => {
    const { send, frames, caller, settle } = harness()
    send('test:count', caller(1, false), 1, '{"to":2}')
    await settle()
    expect(frames()).toMatchObject([{ failure: { code: 'sender-untrusted' } }])
  })
})

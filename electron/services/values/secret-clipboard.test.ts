import { inspect } from 'node:util'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../base/clock.ts'
import { createSecretClipboard } from './secret-clipboard.ts'

let held: string
let isReadable: boolean
let timers: { milliseconds: number; call: () => void; isCancelled: boolean }[]
beforeEach(() => {
  held = 'what was there'
  isReadable = true
  timers = []
})

const clock: Clock = {
  now: () => 0,
  elapsed: () => 0,
  after: (milliseconds, call) => {
    const timer = { milliseconds, call, isCancelled: false }
    timers.push(timer)
    return () => void (timer.isCancelled = true)
  },
}
const open = () =>
  createSecretClipboard(
    {
      writeSecret: (text) => Promise.resolve(void (held = text)),
      readText: () => (isReadable ? Promise.resolve(held) : Promise.reject(new Error('no'))),
      clear: () => void (held = ''),
    },
    clock,
  )
/** Lets the timeout of the last copy expire. */
async function runOut(): Promise<void> {
  timers
    .filter(({ isCancelled }) => !isCancelled)
    .at(-1)
    ?.call()
  await new Promise((resolve) => setImmediate(resolve))
}

describe('a secret on the clipboard', () => {
  it('is gone after 30 seconds', async () => {
    const clipboard = open()
    await clipboard.copy('hunter-2')
    expect(held).toBe('hunter-2')
    expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([30_000])
    await runOut()
    expect(held).toBe('')
  })

  it('is gone at the end, before its time', async () => {
    const clipboard = open()
    await clipboard.copy('hunter-2')
    await clipboard.end()
    expect(held).toBe('')
    expect(timers[0]?.isCancelled).toBe(true)
  })

  it('that someone replaced is left alone', async () => {
    const clipboard = open()
    await clipboard.copy('hunter-2')
    held = 'a note of mine'
    await runOut()
    expect(held).toBe('a note of mine')
    await clipboard.end()
    expect(held).toBe('a note of mine')
  })

  it('that was copied again gets the full time again', async () => {
    const clipboard = open()
    await clipboard.copy('first')
    await clipboard.copy('second')
    expect(timers.map(({ isCancelled }) => isCancelled)).toEqual([true, false])
    await runOut()
    expect(held).toBe('')
  })

  it('is left where the clipboard can’t be read, and nothing was copied leaves all', async () => {
    const clipboard = open()
    await clipboard.end()
    expect(held).toBe('what was there')
    await clipboard.copy('hunter-2')
    isReadable = false
    await clipboard.end()
    expect(held).toBe('hunter-2')
  })

  it('is not kept in the meantime', async () => {
    const clipboard = open()
    await clipboard.copy('hunter-2')
    expect(inspect([clipboard, timers], { depth: null, showHidden: true })).not.toContain('hunter-2')
  })
})

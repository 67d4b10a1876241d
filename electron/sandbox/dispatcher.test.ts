import type { Dispatcher } from 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { createSandbox } from './sandbox.ts'
import { sandboxServer } from './sandbox-server.ts'
import type { Sandbox } from './sandbox.ts'
import { ask, heldClock, until } from './testing/ask-sandbox.ts'

const open: Sandbox[] = []
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close()
})

async function openSandbox(more: Parameters<typeof createSandbox>[0] = {}) {
  const sandbox = await createSandbox({ seed: 'empty', ...more })
  open.push(sandbox)
  return sandbox
}

/** Sends one request and records every call of its handler. */
function listen(sandbox: Sandbox, path: string, more: Partial<Dispatcher.DispatchHandler> = {}) {
  const calls: string[] = []
  const seen: { controller: Dispatcher.DispatchController | null; text: string; error: unknown } = {
    controller: null,
    text: '',
    error: null,
  }
  sandbox.dispatcher.dispatch(
    { origin: sandboxServer, path, method: 'GET', headers: { accept: 'application/json' } },
    {
      onRequestStart: (controller) => {
        calls.push('start')
        seen.controller = controller
      },
      onResponseStart: (_, status) => calls.push(`head ${status}`),
      onResponseData: (_, chunk) => {
        if (calls.at(-1) !== 'data') calls.push('data')
        seen.text += chunk.toString('utf8')
      },
      onResponseEnd: () => calls.push('end'),
      onResponseError: (_, error) => {
        calls.push('error')
        seen.error = error
      },
      ...more,
    },
  )
  return { calls, seen }
}

async function fill(sandbox: Sandbox, count: number): Promise<void> {
  const path = '/api/v1/namespaces/default/secrets'
  for (let index = 0; index < count; index += 1) {
    await ask(sandbox, 'POST', path, { metadata: { name: `secret-${index}` } })
  }
}

const secrets = '/api/v1/secrets'
const watch = '/api/v1/secrets?watch=1&resourceVersion=0'

describe('a request to the sandbox', () => {
  it('is answered later, and in the order of HTTP', async () => {
    const { calls } = listen(await openSandbox(), secrets)
    expect(calls).toEqual([])
    await until(() => calls.includes('end'))
    expect(calls).toEqual(['start', 'head 200', 'data', 'end'])
  })

  it('waits while its reader pauses', async () => {
    const sandbox = await openSandbox()
    await fill(sandbox, 450)
    const { calls, seen } = listen(sandbox, secrets, {
      onResponseStart: (controller) => controller.pause(),
    })
    await until(() => calls.includes('start'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect([calls, seen.controller?.paused]).toEqual([['start'], true])
    seen.controller?.resume()
    await until(() => calls.includes('end'))
    expect((JSON.parse(seen.text) as { items: object[] }).items).toHaveLength(450)
  })

  it('ends at once when it is aborted, with the reason that was given', async () => {
    const sandbox = await openSandbox()
    await fill(sandbox, 450)
    const reason = new Error('left')
    const { calls, seen } = listen(sandbox, secrets, {
      onResponseData: (controller) => controller.abort(reason),
    })
    await until(() => calls.includes('error'))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(calls).toEqual(['start', 'head 200', 'error'])
    expect(seen.error).toBe(reason)
    expect(seen.controller).toMatchObject({ aborted: true, reason })
  })

  it('that is aborted before its answer is not carried out', async () => {
    const sandbox = await openSandbox()
    const reason = new Error('left')
    const calls: string[] = []
    sandbox.dispatcher.dispatch(
      {
        origin: sandboxServer,
        path: '/api/v1/namespaces',
        method: 'POST',
        body: JSON.stringify({ metadata: { name: 'never' } }),
      },
      {
        onRequestStart: (controller) => controller.abort(reason),
        onResponseStart: () => calls.push('head'),
        onResponseError: () => calls.push('error'),
      },
    )
    await until(() => calls.length > 0)
    expect(calls).toEqual(['error'])
    expect((await ask(sandbox, 'GET', '/api/v1/namespaces/never')).status).toBe(404)
  })

  it('fails with what its reader throws', async () => {
    const thrown = new Error('can’t read this')
    const { calls, seen } = listen(await openSandbox(), secrets, {
      onResponseData: () => {
        throw thrown
      },
    })
    await until(() => calls.includes('error'))
    expect(seen.error).toBe(thrown)
  })

  it('waits for as long as the sandbox is slow, or until it is aborted', async () => {
    const clock = heldClock()
    const sandbox = await openSandbox({ clock })
    sandbox.switchFaults({ latency: 800 })
    const slow = listen(sandbox, secrets)
    const left = listen(sandbox, secrets)
    await until(() => left.calls.includes('start') && slow.calls.includes('start'))
    left.seen.controller?.abort(new Error('left'))
    clock.move(799)
    await until(() => left.calls.includes('error'))
    expect(slow.calls).toEqual(['start'])
    clock.move(1)
    await until(() => slow.calls.includes('end'))
    expect(left.calls).toEqual(['start', 'error'])
  })

  it('of a dead sandbox is refused before it is sent', async () => {
    const sandbox = await openSandbox()
    sandbox.switchFaults({ isDead: true })
    const { calls, seen } = listen(sandbox, secrets)
    await until(() => calls.length > 0)
    expect([calls, seen.error]).toEqual([['error'], expect.objectContaining({ code: 'ECONNREFUSED' })])
  })

  it('after the end of the sandbox fails', async () => {
    const sandbox = await openSandbox()
    const watching = listen(sandbox, watch)
    await until(() => watching.calls.includes('head 200'))
    await sandbox.close()
    const { calls, seen } = listen(sandbox, secrets)
    await until(() => calls.includes('error') && watching.calls.includes('error'))
    expect(seen.error).toMatchObject({ code: 'UND_ERR_DESTROYED' })
    expect(watching.seen.error).toMatchObject({ code: 'UND_ERR_SOCKET' })
  })
})

describe('a watch of the sandbox', () => {
  it('sends together what happens together', async () => {
    const sandbox = await openSandbox()
    const chunks: string[] = []
    const { calls } = listen(sandbox, watch, {
      onResponseData: (_, chunk) => chunks.push(chunk.toString('utf8')),
    })
    await until(() => calls.includes('head 200'))
    const path = '/api/v1/namespaces/default/secrets'
    const names = ['a', 'b', 'c', 'd']
    await Promise.all(names.map((name) => ask(sandbox, 'POST', path, { metadata: { name } })))
    await until(() => chunks.join('').split('\n').length === 5)
    expect(chunks.length).toBeLessThan(4)
  })

  it('keeps what happens while its reader pauses', async () => {
    const sandbox = await openSandbox()
    const { calls, seen } = listen(sandbox, watch)
    await until(() => calls.includes('head 200'))
    seen.controller?.pause()
    await fill(sandbox, 3)
    expect(seen.text).toBe('')
    seen.controller?.resume()
    await until(() => seen.text.split('\n').length === 4)
  })

  it('reports a bookmark each minute, one before its end, and ends in time', async () => {
    const clock = heldClock()
    const sandbox = await openSandbox({ clock })
    const { calls, seen } = listen(sandbox, `${watch}&allowWatchBookmarks=true&timeoutSeconds=150`)
    await until(() => calls.includes('head 200'))
    const bookmarks = () => seen.text.split('BOOKMARK').length - 1
    for (const [seconds, count] of [
      [59, 0],
      [1, 1],
      [60, 2],
      [27, 2],
      [1, 3],
    ] as const) {
      clock.move(seconds * 1000)
      await new Promise((resolve) => setImmediate(resolve))
      expect(bookmarks()).toBe(count)
    }
    clock.move(2000)
    await until(() => calls.includes('end'))
  })

  it('leaves nothing behind when it is aborted', async () => {
    const clock = heldClock()
    const sandbox = await openSandbox({ clock })
    const { calls, seen } = listen(sandbox, `${watch}&allowWatchBookmarks=true&timeoutSeconds=150`)
    await until(() => calls.includes('head 200'))
    seen.controller?.abort(new Error('left'))
    await until(() => calls.includes('error'))
    await fill(sandbox, 1)
    clock.move(200_000)
    await new Promise((resolve) => setImmediate(resolve))
    expect([calls, seen.text]).toEqual([['start', 'head 200', 'error'], ''])
  })
})

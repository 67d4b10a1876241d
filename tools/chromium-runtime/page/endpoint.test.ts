import { describe, expect, it } from 'vitest'
import { createEndpoint } from './endpoint.ts'

type Api = Record<string, (...values: unknown[]) => unknown>

/** Two ends on one node. In a browser they are in two worlds. */
function bridge(api: object): Api {
  const node = new EventTarget()
  const exposed: Record<string, unknown> = {}
  createEndpoint(node, 'to-preload', 'to-page', (name, value) => (exposed[name] = value))
  createEndpoint(node, 'to-page', 'to-preload', () => undefined).expose('api', api)
  return exposed['api'] as Api
}

describe('the bridge between the worlds', () => {
  it('calls functions with cloned arguments and gives cloned results', () => {
    const kept: unknown[] = []
    const api = bridge({ keep: (value: unknown) => kept.push(value), give: () => kept[0] })
    const given = { list: [1, undefined, new Date(0)] }
    api['keep']?.(given)
    expect(kept[0]).toEqual(given)
    expect(kept[0]).not.toBe(given)
    expect(api['give']?.()).not.toBe(kept[0])
  })

  it('passes callbacks over, and the functions that they are answered with', () => {
    const listeners: ((value: string) => void)[] = []
    const api = bridge({
      on: (listener: (value: string) => void) => {
        listeners.push(listener)
        return () => listeners.pop()
      },
    })
    const seen: string[] = []
    const stop = api['on']?.((value: string) => seen.push(value)) as () => void
    listeners[0]?.('one')
    stop()
    expect(seen).toEqual(['one'])
    expect(listeners).toEqual([])
  })

  it('survives calls inside calls', () => {
    const api = bridge({ twice: (run: (value: number) => number) => run(run(1)) })
    const outer = api['twice']?.(
      (value: number) => (api['twice']?.((inner: number) => inner + 1) as number) + value,
    )
    expect(outer).toBe(7)
  })

  it('passes errors and rejections over with their message', async () => {
    const api = bridge({
      fail: () => {
        throw new TypeError('at once')
      },
      reject: () => Promise.reject(new Error('later')),
      resolve: () => Promise.resolve({ fine: true }),
    })
    expect(() => api['fail']?.()).toThrow('at once')
    await expect(api['reject']?.()).rejects.toThrow('later')
    expect(await api['resolve']?.()).toEqual({ fine: true })
  })

  it('refuses what can’t be cloned', () => {
    const api = bridge({ take: () => undefined })
    expect(() => api['take']?.(new Proxy({}, {}))).toThrow(/could not be cloned/)
    expect(() => api['take']?.([() => undefined])).toThrow(/could not be cloned/)
  })
})

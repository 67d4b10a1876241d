import { beforeEach, expect, it, vi } from 'vitest'
import { contract } from '../../shared/contract/contract.ts'

type Listener = (event: unknown, ...values: unknown[]) => void

const { platform, exposed } = vi.hoisted(() => {
  const listeners: [string, Listener][] = []
  const sent: unknown[][] = []
  const exposed: { credenza?: Record<string, Record<string, (...values: unknown[]) => unknown>> } = {}
  return { platform: { listeners, sent }, exposed }
})
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: 'credenza', bridge: never) => void (exposed[name] = bridge) },
  ipcRenderer: {
    on: (channel: string, listener: Listener) => void platform.listeners.push([channel, listener]),
    off: (_: string, listener: Listener) => {
      platform.listeners.splice(0, Infinity, ...platform.listeners.filter(([, each]) => each !== listener))
    },
    send: (...values: unknown[]) => void platform.sent.push(values),
    invoke: (...values: unknown[]) => Promise.resolve(values),
  },
  webUtils: { getPathForFile: ({ name }: { name: string }) => `/home/okafor/${name}` },
}))
await import('./preload.ts')

/** What the main process sends on a channel. */
const arrive = (channel: string, ...values: unknown[]) => {
  for (const [of, listener] of [...platform.listeners])
    if (of === channel) listener({ sender: 'secret' }, ...values)
}
const bridge = () => exposed.credenza ?? {}

beforeEach(() => {
  platform.listeners.length = 0
  platform.sent.length = 0
})

it('offers just the contract', () => {
  const offered = Object.entries(bridge()).map(([domain, entries]) => [domain, Object.keys(entries)])
  expect(offered).toEqual(Object.entries(contract).map(([domain, entries]) => [domain, Object.keys(entries)]))
})

it('passes on the frames of a stream by its number only, and stops listening after the last', () => {
  const frames: [string, unknown][] = []
  const open = (name: string) =>
    bridge()['cluster']?.['open']?.(name, (...frame: unknown[]) => frames.push([name, frame]))
  open('one')
  open('other')
  const [first, second] = platform.sent.map(([, number]) => number as number)
  expect(platform.sent).toEqual([
    ['cluster:open', first, 'one'],
    ['cluster:open', second, 'other'],
  ])
  arrive('cluster:open', second, 'a', false)
  arrive('cluster:open', first, 'b', true)
  arrive('cluster:open', first, 'c', false)
  expect(frames).toEqual([
    ['other', ['a']],
    ['one', ['b']],
  ])
  expect(platform.listeners).toHaveLength(1)
})

it('stops a stream by its number, and ignores the rest of it', () => {
  const frames: unknown[] = []
  const stop = bridge()['cluster']?.['open']?.('one', (frame: unknown) => frames.push(frame)) as () => void
  const number = platform.sent[0]?.[1]
  stop()
  arrive('cluster:open', number, 'late', false)
  expect(platform.sent.at(-1)).toEqual(['stream:stop', number])
  expect([frames, platform.listeners]).toEqual([[], []])
})

it('reports an announcement without the platform’s event, until its listener is removed', () => {
  const told: unknown[][] = []
  const stop = bridge()['drafts']?.['changed']?.((...values: unknown[]) => told.push(values)) as () => void
  arrive('drafts:changed', 'one')
  stop()
  arrive('drafts:changed', 'other')
  expect(told).toEqual([['one']])
})

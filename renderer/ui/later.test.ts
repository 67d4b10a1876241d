import { afterEach, expect, test, vi } from 'vitest'
import { later, loadLater } from './later.ts'

afterEach(() => vi.unstubAllGlobals())

test('code that comes later is read one piece after the other, each when the window is idle', async () => {
  const idle: (() => void)[] = []
  vi.stubGlobal('requestIdleCallback', (call: () => void) => void idle.push(call))
  const read: string[] = []
  const piece = (name: string) => () => {
    read.push(name)
    return name === 'broken' ? Promise.reject(new Error('gone')) : Promise.resolve({ default: {} })
  }
  const names = ['pages', 'broken', 'palette']
  const loads = names.map((name) => later(piece(name)))
  expect(read).toEqual([])

  const whole = loadLater()
  for (const at of names.keys()) {
    await vi.waitFor(() => expect(idle).toHaveLength(at + 1))
    expect(read).toEqual(names.slice(0, at))
    idle[at]?.()
  }
  await whole
  expect(read).toEqual(names)
  await expect(loads[0]?.()).resolves.toEqual({ default: {} })
})

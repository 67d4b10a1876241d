import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { chosenSettings } from '../services/notifications/notifications.fixture.ts'
import { composeNotifications } from './compose-notifications.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('looks at dates of expiry and listens to clusters until it is stopped', () => {
  const signals: AbortSignal[] = []
  const clusters = { onChange: (_: unknown, signal: AbortSignal) => void signals.push(signal) }
  const [desktop, settings] = [{}, chosenSettings()]
  const ground = { ipc: { implement: () => undefined, announcer: () => () => undefined }, settings }
  type Given = Parameters<typeof composeNotifications>
  const { stop } = composeNotifications(
    { desktop } as unknown as Given[0],
    ground as unknown as Given[1],
    { clusters } as unknown as Given[2],
  )
  expect(vi.getTimerCount()).toBe(2)
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, false, false])

  stop()
  expect(vi.getTimerCount()).toBe(0)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true])
})

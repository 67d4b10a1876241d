import { describe, expect, it } from 'vitest'
import { tellEvent } from './tell-event.ts'

const time = '2026-11-01T10:00:00Z'
const later = '2026-11-01T11:00:00Z'
const event = {
  metadata: { uid: 'e-1', creationTimestamp: time },
  type: 'Warning',
  reason: 'FailedMount',
  message: 'secret "a" not found',
  source: { component: 'kubelet' },
}

describe('An event', () => {
  it('happened once, when it was made, unless it says otherwise', () => {
    expect(tellEvent(event)).toEqual({
      ...{ uid: 'e-1', time, isWarning: true, reason: 'FailedMount', count: 1 },
      ...{ message: 'secret "a" not found', source: 'kubelet' },
    })
    for (const count of [0, -3, '7', null]) expect(tellEvent({ ...event, count })?.count).toBe(1)
    expect(tellEvent({ ...event, count: 4, lastTimestamp: later })).toMatchObject({ count: 4, time: later })
  })

  it('of the newer API says in other fields how often, when and who', () => {
    const { source: _, ...newer } = event
    const series = { count: 12, lastObservedTime: later }
    expect(
      tellEvent({ ...newer, series, eventTime: time, reportingComponent: 'kubelet', type: 'Normal' }),
    ).toMatchObject({ count: 12, time: later, source: 'kubelet', isWarning: false })
  })

  it('without a time is not reported', () => {
    expect(tellEvent({ ...event, metadata: { uid: 'e-1' } })).toBeNull()
    expect(tellEvent({ ...event, metadata: { creationTimestamp: 'yesterday' } })).toBeNull()
  })

  it('cuts a message that is too long, and drops one that isn’t text', () => {
    expect(tellEvent({ ...event, message: 'x'.repeat(3000) })?.message).toBe('x'.repeat(2000))
    expect(tellEvent({ ...event, message: { a: 1 } })?.message).toBe('')
  })
})

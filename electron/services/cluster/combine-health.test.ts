import { describe, expect, it } from 'vitest'
import { combineHealth } from './combine-health.ts'

const failure = { code: 'connection-refused', server: 's' } as const
const live = (since: string) => ({ state: 'live', since }) as const
const reconnecting = (since: string) =>
  ({ state: 'reconnecting', since, asOf: '1', nextTryAt: '9', failure }) as const

describe('the state of several lists', () => {
  it('is live only when all are, since the last became so', () => {
    expect(combineHealth([live('1'), live('3'), live('2')])).toEqual(live('3'))
    expect(combineHealth([live('1'), null])).toEqual({ state: 'listing' })
  })

  it('counts the rows that all of them left out', () => {
    const lists = [{ ...live('1'), leftOut: 2 }, live('3'), { ...live('2'), leftOut: 1 }]
    expect(combineHealth(lists)).toEqual({ ...live('3'), leftOut: 3 })
  })

  it('is that of the list that lost its connection first', () => {
    expect(combineHealth([live('1'), reconnecting('5'), reconnecting('4')])).toEqual(reconnecting('4'))
  })

  it('is partial while one list was never whole', () => {
    const never = { state: 'reconnecting', since: '7', asOf: '', nextTryAt: '9', failure } as const
    const partial = { state: 'partial', since: '7', nextTryAt: '9', failure }
    expect(combineHealth([live('1'), never, reconnecting('4')])).toEqual(partial)
  })

  it('is failed as soon as one can’t go on', () => {
    const lost = { state: 'failed', asOf: '', failure } as const
    expect(combineHealth([live('1'), reconnecting('5'), lost])).toEqual(lost)
  })
})

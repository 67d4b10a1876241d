import { expect, test } from 'vitest'
import type { DailyState } from '../../../../shared/contract/snapshots.ts'
import type { Result } from '../../../../shared/failure.ts'
import type { Api } from '../../../api.ts'
import { createDaily } from './daily.ts'

test('a switch that is refused shows what is true, also if one before it was refused too', async () => {
  const kept: DailyState = { contexts: ['prod'], folder: '/f', last: [] }
  const waiting: ((answer: Result<DailyState>) => void)[] = []
  const snapshots = {
    dailyTaken: () => () => undefined,
    daily: () => Promise.resolve({ ok: true, value: kept }),
    keepDaily: () => new Promise((resolve) => waiting.push(resolve)),
  }
  const daily = createDaily({ snapshots } as unknown as Pick<Api, 'snapshots'>)
  await daily.read()
  const switched = [daily.keep('lab', true), daily.keep('eval', true)]
  expect(daily.state.value.contexts).toEqual(['prod', 'lab', 'eval'])
  for (const answer of waiting) answer({ ok: false, failure: { code: 'internal', id: '1' } })
  await Promise.all(switched)
  expect(daily.state.value.contexts).toEqual(['prod'])
  expect(daily.failure.value).toEqual({ code: 'internal', id: '1' })
})

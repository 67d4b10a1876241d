import { expect, it } from 'vitest'
import type { UsageMessage } from '../../../shared/contract/usage.ts'
import { driveStream, type DrivenStream } from '../../stream.fixture.ts'
import { createUsageLook } from './usage-look.ts'
import { userOf } from './usage.fixture.ts'

const secret = { context: 'c', namespace: 'team', name: 'login' }

function begin() {
  const streams: DrivenStream<UsageMessage>[] = []
  const asked: unknown[] = []
  const look = createUsageLook({
    usage: {
      find: (input, handlers) => {
        const stream = driveStream(handlers)
        streams.push(stream)
        asked.push(input)
        return stream.stop
      },
    },
  })
  look.start(secret)
  const newest = () => {
    const stream = streams.at(-1)
    if (stream === undefined) throw new Error('nothing was asked')
    return stream
  }
  return { look, streams, asked, newest }
}

it('reports what fails first and what has ended last, and each user as it is now', () => {
  const { look, newest, asked } = begin()
  const { handlers } = newest()
  expect(asked).toEqual([secret])
  handlers.onMessage({ kind: 'users', users: [userOf('a', { isCurrent: false }), userOf('c'), userOf('b')] })
  handlers.onMessage({ kind: 'users', users: [userOf('c', { failingPods: 2 })] })
  expect(look.users.value.map(({ name }) => name)).toEqual(['c', 'b', 'a'])
  expect(look.failing.value.map(({ name }) => name)).toEqual(['c'])
  expect(look.currentCount.value).toBe(2)
  handlers.onMessage({ kind: 'more', count: 7 })
  expect(look.currentCount.value).toBe(9)
  handlers.onEnd()
  expect(look.state.value).toBe('done')
})

it('counts neither a service account nor what does not name the Secret', () => {
  const { look, newest } = begin()
  newest().handlers.onMessage({
    kind: 'users',
    users: [
      userOf('account', { group: '', kind: 'ServiceAccount' }),
      userOf('unnamed', { uses: [], failingPods: 1 }),
    ],
  })
  expect(look.currentCount.value).toBe(0)
})

it('keeps what was found when it is stopped, and ignores the rest', () => {
  const { look, newest } = begin()
  newest().handlers.onMessage({ kind: 'users', users: [userOf('a')] })
  look.stop()
  expect(newest().isStopped).toBe(true)
  newest().handlers.onMessage({ kind: 'users', users: [userOf('b')] })
  expect(look.users.value.map(({ name }) => name)).toEqual(['a'])
  expect(look.state.value).toBe('stopped')
})

it('starts over when it looks again, and ends the look before', () => {
  const { look, streams, newest } = begin()
  newest().handlers.onMessage({ kind: 'users', users: [userOf('a')] })
  look.start({ ...secret, name: 'other' })
  expect(streams[0]?.isStopped).toBe(true)
  expect(look.users.value).toEqual([])
  newest().handlers.onFailure({ code: 'list-not-open', context: 'c' })
  expect([look.state.value, look.failure.value?.code]).toEqual(['failed', 'list-not-open'])
})

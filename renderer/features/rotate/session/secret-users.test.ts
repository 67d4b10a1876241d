import { expect, test } from 'vitest'
import { nextTick, ref } from 'vue'
import type { UsageMessage } from '../../../../shared/contract/usage.ts'
import { driveStream, type DrivenStream } from '../../../stream.fixture.ts'
import { userOf } from '../../usage/usage.fixture.ts'
import { createSecretUsers } from './secret-users.ts'

const secretOf = (name: string) => ({ namespace: 'n', name })

test('searches that are skipped count with what they found, until they are repeated', async () => {
  const streams: { name: string; stream: DrivenStream<UsageMessage> }[] = []
  const find = ({ name }: { name: string }, handlers: Parameters<typeof driveStream<UsageMessage>>[0]) => {
    const stream = driveStream(handlers)
    streams.push({ name, stream })
    return stream.stop
  }
  const secrets = ref([secretOf('a'), secretOf('b'), secretOf('c')])
  const users = createSecretUsers({ usage: { find } } as never, 'prod', () => secrets.value)
  const asked = () => streams.map(({ name }) => name).join('')
  const finish = async (at: number) => {
    streams[at]?.stream.handlers.onEnd()
    await nextTick()
  }
  await finish(0)
  streams[1]?.stream.handlers.onMessage({ kind: 'users', users: [userOf('ranker')] })
  expect([asked(), users.isLooking.value, users.isSkipped.value]).toEqual(['abc', true, false])

  users.skip()
  await nextTick()
  expect([users.isLooking.value, users.isSkipped.value]).toEqual([false, true])
  expect(users.restarts.value).toHaveLength(1)
  // What is chosen after that isn't searched either, so that nothing has to be skipped twice.
  secrets.value = [...secrets.value, secretOf('d')]
  await nextTick()
  expect([asked(), users.isLooking.value]).toEqual(['abc', false])

  users.again()
  expect([users.isLooking.value, users.isSkipped.value]).toEqual([true, false])
  for (const at of [3, 4, 5]) await finish(at)
  expect([asked(), users.isLooking.value]).toEqual(['abcbcd', false])
  users.leave()
})

test('nothing is called skipped if all searches were over', async () => {
  const find = (_: unknown, { onEnd }: { onEnd: () => void }) => {
    onEnd()
    return () => undefined
  }
  const users = createSecretUsers({ usage: { find } } as never, 'prod', () => [secretOf('a')])
  users.skip()
  await nextTick()
  expect([users.isLooking.value, users.isSkipped.value]).toEqual([false, false])
})

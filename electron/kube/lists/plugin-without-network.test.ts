import { expect, it } from 'vitest'
import { failed } from '../../../shared/failure.ts'
import { createCircuitBreaker } from '../http/circuit-breaker.ts'
import { fastClock } from '../testing/kube-samples.ts'
import { until } from '../testing/loopback-server.ts'
import { startInformer, type InformerHealth } from './informer.ts'

/** A list whose plugin fails from `breakOff` until `mend` and a retry. */
function follow() {
  const clock = fastClock(200)
  const state = { hasNetwork: true, isPluginFailing: false, isOver: false, lists: 0, retries: 0 }
  const healths: InformerHealth[] = []
  const abort = new AbortController()
  let endWatch = () => {}
  const breaker = createCircuitBreaker(
    clock,
    () => 0.5,
    () => Promise.resolve(state.hasNetwork),
  )
  const signIn = () => {
    if (state.isPluginFailing) throw failed('plugin-failed', { command: 'plugin', exitCode: 1 })
    breaker.answered()
  }
  startInformer(
    {
      list: async () => {
        state.lists += 1
        await Promise.resolve()
        signIn()
        return { resourceVersion: '1', rows: 0, pass: 0 }
      },
      watch: async ({ onOpen }) => {
        signIn()
        onOpen?.()
        await new Promise<void>((resolve) => (endWatch = resolve))
        signIn()
      },
      requireVersion: () => Promise.resolve(),
      ...{ mostRows: 10, server: 'https://sample.invalid', breaker, clock },
      ...{ log: () => {}, random: () => 0.5 },
      retrySignIn: () => {
        state.retries += 1
        if (state.hasNetwork) state.isPluginFailing = false
      },
    },
    {
      path: '/api/v1/secrets',
      ...{ onRows: () => {}, onRemoved: () => {}, onListed: () => {} },
      onHealth: (health) => healths.push(health),
      signal: abort.signal,
    },
  )
  const now = () => healths.at(-1)?.state
  return { state, healths, now, endWatch: () => endWatch(), abort }
}

it('goes on when the network is back, if a plugin failed because there was none', async () => {
  const { state, healths, now, endWatch, abort } = follow()
  await until(() => now() === 'live')
  state.hasNetwork = false
  state.isPluginFailing = true
  endWatch()
  await until(() => now() === 'reconnecting')
  expect(healths.at(-1)).toMatchObject({ failure: { code: 'plugin-failed' } })
  const lists = state.lists
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(state).toMatchObject({ lists, retries: 0 })
  state.hasNetwork = true
  await until(() => now() === 'live')
  expect(state.retries).toBe(1)
  expect(healths.map((told) => told.state)).not.toContain('failed')
  abort.abort()
})

it('leaves a plugin alone that fails although the cluster can be reached', async () => {
  const { state, now, endWatch, abort } = follow()
  await until(() => now() === 'live')
  state.isPluginFailing = true
  endWatch()
  await until(() => now() === 'failed')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(state).toMatchObject({ lists: 1, retries: 0 })
  abort.abort()
})

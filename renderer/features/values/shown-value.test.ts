import { describe, expect, it } from 'vitest'
import type { RevealedValue } from '../../../shared/contract/values.ts'
import type { Result } from '../../../shared/failure.ts'
import { createShownValue } from './shown-value.ts'

const asked = { context: 'c', namespace: 'n', name: 's', key: 'k' }
const text: Result<RevealedValue> = { ok: true, value: { kind: 'text', text: 'hunter-2', size: 8 } }

function start() {
  let time = 1_000_000
  const answers: ((result: Result<RevealedValue>) => void)[] = []
  const shown = createShownValue({
    reveal: () => new Promise((resolve) => answers.push(resolve)),
    now: () => time,
  })
  return {
    shown,
    answer: async (result: Result<RevealedValue>) => {
      answers.shift()?.(result)
      await Promise.resolve()
      await Promise.resolve()
    },
    pass: (milliseconds: number) => {
      time += milliseconds
      shown.tick()
    },
  }
}

describe('a value that is shown', () => {
  it('is hidden again after 15 seconds, and not before', async () => {
    const { shown, answer, pass } = start()
    void shown.show(asked)
    expect(shown.state.value.kind).toBe('reading')
    await answer(text)
    pass(14_999)
    expect(shown.state.value).toMatchObject({ kind: 'shown', value: { text: 'hunter-2' } })
    pass(1)
    expect(shown.state.value).toEqual({ kind: 'hidden' })
  })

  it('that comes after it was hidden is not shown', async () => {
    const { shown, answer } = start()
    void shown.show(asked)
    shown.hide()
    await answer(text)
    expect(shown.state.value).toEqual({ kind: 'hidden' })
  })

  it('is the one that was asked for last', async () => {
    const { shown, answer } = start()
    void shown.show(asked)
    void shown.show({ ...asked, key: 'other' })
    await answer(text)
    expect(shown.state.value.kind).toBe('reading')
    await answer({ ok: true, value: { kind: 'binary', size: 3 } })
    expect(shown.state.value).toMatchObject({ kind: 'shown', value: { kind: 'binary' } })
  })

  it('reports a failure', async () => {
    const { shown, answer } = start()
    void shown.show(asked)
    await answer({ ok: false, failure: { code: 'key-gone', namespace: 'n', name: 's', key: 'k' } })
    expect(shown.state.value).toMatchObject({ kind: 'failed', failure: { code: 'key-gone' } })
  })
})

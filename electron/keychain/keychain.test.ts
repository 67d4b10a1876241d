import { describe, expect, it } from 'vitest'
import { createKeychain } from './keychain.ts'
import { createManualClock, settled } from './testing/manual-clock.ts'
import { createMemoryKeychain } from './testing/memory-keychain.ts'

function given() {
  const clock = createManualClock()
  const memory = createMemoryKeychain()
  const keychain = createKeychain({ start: memory.start, clock })
  return { clock, memory, keychain }
}
const problem = (name: string) => ({ ok: false, problem: name })

describe('the keychain', () => {
  it('starts its process with the first question, and one only', async () => {
    const { memory, keychain } = given()
    expect(memory.running()).toBe(0)
    expect(await keychain.write('a', 'secret')).toMatchObject({ ok: true })
    expect(await keychain.read('a')).toEqual({ ok: true, value: 'secret' })
    expect(await keychain.list()).toMatchObject({ ok: true, value: ['a'] })
    expect(await keychain.remove('a')).toMatchObject({ ok: true })
    expect(await keychain.read('a')).toMatchObject({ ok: true, value: null })
    expect(memory.running()).toBe(1)
  })

  it('can be warmed up before the first question', () => {
    const { memory, keychain } = given()
    keychain.warmUp()
    keychain.warmUp()
    expect(memory.running()).toBe(1)
  })

  it('answers within a second although a prompt holds it up, and then at once', async () => {
    const { clock, memory, keychain } = given()
    memory.become('silent')
    const first = keychain.write('a', 'secret')
    await clock.pass(999)
    expect(await first).toEqual(problem('no-answer'))
    expect(await keychain.write('a', 'newer')).toEqual(problem('no-answer'))
    expect(await keychain.read('a')).toEqual(problem('no-answer'))
    expect(memory.asked).toEqual(['write'])
    expect(memory.killed()).toBe(0)
  })

  it('reports when a late answer frees it, and asks again', async () => {
    const { clock, memory, keychain } = given()
    const freed: string[] = []
    keychain.onFree(() => freed.push('free'))
    memory.become('silent')
    void keychain.write('a', 'secret')
    await clock.pass(10_000)
    expect(freed).toEqual([])
    memory.become('willing')
    await settled()
    expect(freed).toEqual(['free'])
    expect(await keychain.read('a')).toEqual({ ok: true, value: 'secret' })
    await clock.pass(120_000)
    expect(memory.killed()).toBe(0)
  })

  it('ends a process whose prompt no one answers, and tries again a minute later', async () => {
    const { clock, memory, keychain } = given()
    memory.become('silent')
    void keychain.write('a', 'secret')
    await clock.pass(61_000)
    expect(memory.killed()).toBe(1)
    memory.become('willing')
    expect(await keychain.write('a', 'newer')).toEqual(problem('no-answer'))
    await clock.pass(60_000)
    expect(await keychain.write('a', 'newer')).toMatchObject({ ok: true })
    expect(memory.entries.get('a')).toBe('newer')
  })

  it('does not ask for another prompt for a while when one was dismissed, at once or late', async () => {
    for (const isLate of [false, true]) {
      const { clock, memory, keychain } = given()
      memory.become(isLate ? 'silent' : 'locked')
      const first = keychain.write('a', 'secret')
      if (isLate) await clock.pass(5000)
      memory.become('locked')
      expect(await first).toEqual(problem(isLate ? 'no-answer' : 'locked'))
      await settled()
      memory.become('willing')
      expect(await keychain.write('a', 'secret')).toEqual(problem('locked'))
      expect(await keychain.read('a')).toEqual(problem('locked'))
      // Calls that show no prompt still work.
      expect(await keychain.remove('a')).toMatchObject({ ok: true })
      await clock.pass(11 * 60_000)
      expect(await keychain.write('a', 'secret')).toMatchObject({ ok: true })
    }
  })

  it('is missing if the process can’t be started or its module can’t be loaded', async () => {
    const { clock, memory, keychain } = given()
    memory.become('missing')
    expect(await keychain.write('a', 'secret')).toEqual(problem('no-keychain'))
    const none = createKeychain({
      start: () => {
        throw new Error('no processes here')
      },
      clock,
    })
    none.warmUp()
    expect(await none.read('a')).toEqual(problem('no-keychain'))
  })

  it('survives a crash of its process and starts another a minute later', async () => {
    const { clock, memory, keychain } = given()
    memory.become('silent')
    const asked = keychain.read('a')
    await settled()
    memory.crash()
    expect(await asked).toEqual(problem('no-keychain'))
    memory.become('willing')
    expect(await keychain.read('a')).toEqual(problem('no-keychain'))
    await clock.pass(61_000)
    expect(await keychain.read('a')).toMatchObject({ ok: true, value: null })
  })

  it('reports a refusal as a refusal and goes on', async () => {
    const { memory, keychain } = given()
    memory.become('choosy')
    expect(await keychain.write('a', 'secret')).toEqual(problem('refused'))
    memory.become('willing')
    expect(await keychain.write('a', 'secret')).toMatchObject({ ok: true })
  })

  it('ends its process when it is stopped, also while that is held up, and answers what waits', async () => {
    const { memory, keychain } = given()
    memory.become('silent')
    const asked = keychain.read('a')
    await settled()
    keychain.stop()
    expect(await asked).toEqual(problem('no-keychain'))
    expect(memory.killed()).toBe(1)
    expect(await keychain.read('a')).toEqual(problem('no-keychain'))
    expect(memory.running()).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { failed } from '../../../shared/failure.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import { settleWrite, type Verdict } from './settle-write.ts'

const stands = { uid: '1', name: 'a', resourceVersion: '7' } as ObjectMetadata
const server = 'https://cluster.example'
const unknown = () => failed('outcome-unknown', { server, cause: 'connection-cut' })
const cut = () => failed('connection-cut', { server })

/** Sends and looks with these outcomes, one after the other. Returns the steps. */
async function settle(
  sends: (Error | ObjectMetadata)[],
  looks: (Error | ObjectMetadata | null)[],
  judge: (found: ObjectMetadata | null, mayStand: boolean) => Verdict,
) {
  const done: string[] = []
  const next = <T>(list: (Error | T)[], what: string): Promise<T> => {
    done.push(what)
    const outcome = list.shift()
    if (outcome === undefined) throw new Error(`one ${what} too many`)
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome)
  }
  const result = await settleWrite({
    send: () => next(sends, 'send'),
    look: () => next(looks, 'look'),
    judge,
    pauses: [1, 1],
  }).catch((error: unknown) => (error as { failure: { code: string } }).failure.code)
  return { result, done: done.join(' ') }
}

describe('a write', () => {
  it('that is answered is settled at once', async () => {
    expect(await settle([stands], [], () => 'written')).toEqual({ result: stands, done: 'send' })
  })

  it('that is refused is reported, without a look', async () => {
    const refused = failed('forbidden', { user: 'u', verb: 'create', resource: 'secrets', namespace: 'n' })
    expect(await settle([refused], [], () => 'written')).toEqual({ result: 'forbidden', done: 'send' })
  })

  it('whose answer was lost is settled by a look if it is there', async () => {
    expect(await settle([unknown()], [stands], () => 'written')).toEqual({
      result: stands,
      done: 'send look',
    })
  })

  it('whose answer was lost is sent again where it isn’t there', async () => {
    expect(await settle([unknown(), stands], [null], () => 'send-again')).toEqual({
      result: stands,
      done: 'send look send',
    })
  })

  it('that arrived late, after it was sent again, is found by its mark', async () => {
    const conflict = failed('conflict', { what: 'a' })
    const late = { ...stands, resourceVersion: '8' }
    const judge = (found: ObjectMetadata | null, mayStand: boolean): Verdict =>
      mayStand && found === late ? 'written' : 'send-again'
    expect(await settle([unknown(), conflict], [stands, late], judge)).toEqual({
      result: late,
      done: 'send look send look',
    })
  })

  it('that someone else was faster with is reported in the words of the judge', async () => {
    const taken = failed('secret-taken', { namespace: 'n', name: 'a', credential: 'c', by: '', at: '' })
    expect(await settle([failed('conflict', { what: 'a' })], [stands], () => taken)).toEqual({
      result: 'secret-taken',
      done: 'send look',
    })
  })

  it('looks again while the cluster can’t be asked, and says in the end that it is unknown', async () => {
    expect(await settle([unknown()], [cut(), stands], () => 'written')).toMatchObject({
      result: stands,
      done: 'send look look',
    })
    expect(await settle([unknown()], [cut(), cut(), cut()], () => 'written')).toEqual({
      result: 'outcome-unknown',
      done: 'send look look look',
    })
  })

  // The second attempt didn't get through. Its failure was reported as if nothing could have been written.
  it('whose answer was lost is unknown where no other try gets there', async () => {
    const refused = failed('connection-refused', { server })
    expect(await settle([unknown(), refused, refused], [null, null, null], () => 'send-again')).toEqual({
      result: 'outcome-unknown',
      done: 'send look send look send look',
    })
    expect(
      await settle([unknown(), refused], [null, cut(), stands], (found) =>
        found ? 'written' : 'send-again',
      ),
    ).toEqual({ result: stands, done: 'send look send look look' })
  })

  it('whose answer was lost, and which is refused then, is reported as refused', async () => {
    const refused = failed('forbidden', { user: 'u', verb: 'patch', resource: 'secrets', namespace: 'n' })
    expect(await settle([unknown(), refused], [stands, stands], () => 'send-again')).toEqual({
      result: 'forbidden',
      done: 'send look send look',
    })
  })

  it('lets the judge know whether what is there may be this write', async () => {
    const told: boolean[] = []
    const judge = (_: unknown, mayStand: boolean): Verdict => {
      told.push(mayStand)
      return 'send-again'
    }
    await settle([failed('conflict', { what: 'a' })], [stands], judge)
    await settle([unknown(), failed('conflict', { what: 'a' })], [stands, stands], judge)
    expect(told).toEqual([false, true, true])
  })

  it('does not go on forever', async () => {
    const always = [unknown(), unknown(), unknown(), unknown()]
    expect(await settle(always, [null, null, null, null], () => 'send-again')).toEqual({
      result: 'outcome-unknown',
      done: 'send look send look send look',
    })
  })
})

import { describe, expect, it } from 'vitest'
import type { CheckMessage } from '../../../shared/contract/checks.ts'
import type { Failure, Result } from '../../../shared/failure.ts'
import { driveStream, type DrivenStream } from '../../stream.fixture.ts'
import { createCheckRun, type CheckRequest } from './check-run.ts'
import { checkedOf, lineBreak, sameValue } from './checks.fixture.ts'
import { createMending, mendsAlike } from './mending.ts'

const unsafe: Failure = {
  code: 'connection-unsafe',
  context: 'c',
  server: 'http://s',
  protection: 'unencrypted',
}
const request = { context: 'c', uids: ['a', 'b'] }

/** `isAgreed`: a person's answer when values would be sent over an unprotected connection. */
function begin(isAgreed = true) {
  const streams: DrivenStream<CheckMessage>[] = []
  const asked: CheckRequest[] = []
  const mends: unknown[] = []
  let context = 'c'
  let mendAnswer: Result<null> = { ok: true, value: null }
  const confirmed =
    <I, O>(call: (input: I) => Promise<Result<O>>) =>
    async (input: I) => {
      const result = await call(input)
      if (result.ok || result.failure.code !== 'connection-unsafe' || !isAgreed) return result
      return call(input)
    }
  const checks = {
    run: (input: CheckRequest, handlers: Parameters<typeof driveStream<CheckMessage>>[0]) => {
      const stream = driveStream(handlers)
      streams.push(stream)
      asked.push(input)
      return stream.stop
    },
    mend: (input: unknown) => {
      mends.push(input)
      return Promise.resolve(mendAnswer)
    },
  }
  const newest = () => {
    const stream = streams.at(-1)
    if (stream === undefined) throw new Error('nothing was asked')
    return stream.handlers
  }
  return {
    run: createCheckRun({ api: { checks }, confirmed }),
    mending: createMending({ api: { checks }, confirmed, context: () => context }),
    switchTo: (next: string) => void (context = next),
    ...{ streams, asked, mends, newest },
    refuseMends: (failure: Failure) => void (mendAnswer = { ok: false, failure }),
  }
}

describe('a check', () => {
  it('lists credentials by namespace and name, whichever namespace answers first', () => {
    const { run, newest } = begin()
    void run.start(request)
    const later = checkedOf('b', [lineBreak], { namespace: 'm' })
    for (const result of [checkedOf('c', [lineBreak]), checkedOf('a', [lineBreak]), later])
      newest().onMessage({ kind: 'results', results: [result] })
    expect(run.troubled.value.map(({ uid }) => uid)).toEqual(['b', 'a', 'c'])
  })

  it('reports what was found so far, each credential as it is known now, and how far it is', async () => {
    const { run, newest, asked } = begin()
    const ended = run.start(request)
    expect(asked).toEqual([request])
    newest().onMessage({ kind: 'progress', done: 0, of: 2 })
    newest().onMessage({ kind: 'results', results: [checkedOf('a'), checkedOf('b', [lineBreak])] })
    newest().onMessage({ kind: 'results', results: [checkedOf('a', [sameValue])] })
    newest().onMessage({ kind: 'progress', done: 2, of: 2 })
    expect(run.state.value).toBe('checking')
    expect(run.troubled.value.map(({ uid, found }) => [uid, found.length])).toEqual([
      ['a', 1],
      ['b', 1],
    ])
    expect(run.progress.value).toMatchObject({ done: 2, of: 2 })
    newest().onEnd()
    await ended
    expect(run.state.value).toBe('done')
  })

  it('that is cancelled keeps what was found, and a new one ignores the one before', async () => {
    const { run, newest, streams } = begin()
    const first = run.start(request)
    newest().onMessage({ kind: 'results', results: [checkedOf('a', [lineBreak])] })
    run.stop()
    await first
    expect(run.state.value).toBe('stopped')
    expect(run.results.value).toHaveLength(1)
    expect(streams[0]?.isStopped).toBe(true)
    const second = run.start({ context: 'c', uids: null })
    expect(run.results.value).toEqual([])
    streams[0]?.handlers.onMessage({ kind: 'results', results: [checkedOf('z')] })
    newest().onEnd()
    await second
    expect(run.results.value).toEqual([])
    expect(run.state.value).toBe('done')
  })

  it('asks before values are sent without protection, and begins again if the user agrees', async () => {
    const { run, newest, asked } = begin()
    const ended = run.start(request)
    newest().onFailure(unsafe)
    await expect.poll(() => asked.length).toBe(2)
    newest().onEnd()
    await ended
    expect(run.state.value).toBe('done')
  })

  it('says why it couldn’t be made', async () => {
    const { run, newest, asked } = begin(false)
    const ended = run.start(request)
    newest().onFailure(unsafe)
    await ended
    expect([run.state.value, run.failure.value, asked.length]).toEqual(['failed', unsafe, 1])
  })
})

describe('fixing', () => {
  const result = checkedOf('a', [lineBreak])
  const strip = { kind: 'strip-line-break', key: 'Password' } as const

  it('is decided on the version that was checked, and checks the credential again', async () => {
    const { mending, mends, newest, asked } = begin()
    const ended = mending.mend(result, strip)
    expect([...mending.underWay.value]).toEqual(['a'])
    await expect.poll(() => asked.length).toBe(1)
    newest().onMessage({ kind: 'results', results: [checkedOf('a', [], { resourceVersion: '2' })] })
    newest().onEnd()
    expect(await ended).toMatchObject({ found: [], resourceVersion: '2', failure: null })
    const credential = { uid: 'a', namespace: 'n', name: 'secret-a', resourceVersion: '1' }
    expect(mends).toEqual([{ context: 'c', credential, mend: strip }])
    expect(asked).toEqual([{ context: 'c', uids: ['a'] }])
    expect(mending.underWay.value.size).toBe(0)
  })

  it('that is refused says why, and shows the credential as it is now', async () => {
    const { mending, newest, asked, refuseMends } = begin()
    const failure: Failure = { code: 'credential-changed', namespace: 'n', name: 'secret-a' }
    refuseMends(failure)
    const ended = mending.mend(result, strip)
    await expect.poll(() => asked.length).toBe(1)
    newest().onMessage({ kind: 'results', results: [checkedOf('a', [lineBreak], { resourceVersion: '3' })] })
    newest().onEnd()
    expect(await ended).toMatchObject({ resourceVersion: '3', failure })
  })

  it('whose credential can’t be checked again says so, and keeps what was found', async () => {
    const { mending, newest, asked } = begin(false)
    const ended = mending.mend(result, strip)
    await expect.poll(() => asked.length).toBe(1)
    newest().onFailure(unsafe)
    expect(await ended).toEqual({ ...result, failure: unsafe })
  })

  it('of one and of all never run at the same time, so that neither reports the change of the other', async () => {
    const results = [result, checkedOf('b', [lineBreak])]
    const [alike] = mendsAlike(results)
    if (alike === undefined) throw new Error('nothing is alike')
    const { mending, mends, newest, asked } = begin()
    const one = mending.mend(result, strip)
    await mending.mendAll(alike, () => expect.unreachable())
    await expect.poll(() => asked.length).toBe(1)
    newest().onEnd()
    await one
    const all = mending.mendAll(alike, () => mending.stop())
    expect(await mending.mend(result, strip)).toBeNull()
    await expect.poll(() => asked.length).toBe(2)
    newest().onEnd()
    await all
    expect(mends).toHaveLength(2)
  })

  it('of one doesn’t keep another credential from being fixed', async () => {
    const { mending, mends, asked, streams } = begin()
    const both = [mending.mend(result, strip), mending.mend(checkedOf('b', [lineBreak]), strip)]
    await expect.poll(() => asked.length).toBe(2)
    for (const { handlers } of streams) handlers.onEnd()
    await Promise.all(both)
    expect(mends).toHaveLength(2)
  })

  it('of one leaves what others share with it: that was not looked for again', () => {
    const { run, newest } = begin()
    void run.start(request)
    newest().onMessage({ kind: 'results', results: [checkedOf('a', [lineBreak, sameValue])] })
    run.replace(checkedOf('a', []))
    expect(run.results.value[0]?.found).toEqual([sameValue])
    // One that couldn't be checked again is as it was.
    run.replace(checkedOf('a', [lineBreak, sameValue]))
    expect(run.results.value[0]?.found).toEqual([lineBreak, sameValue])
  })

  it('that ends after another check began changes nothing there', () => {
    const { run } = begin()
    void run.start({ context: 'c', uids: ['b'] })
    run.replace(checkedOf('a', [lineBreak]))
    expect(run.results.value).toEqual([])
  })

  it('checks again in the context in which it was asked for', async () => {
    const { mending, newest, asked, switchTo } = begin()
    const ended = mending.mend(result, strip)
    switchTo('other')
    await expect.poll(() => asked.length).toBe(1)
    newest().onEnd()
    await ended
    expect(asked).toEqual([{ context: 'c', uids: ['a'] }])
  })

  it('of several goes one after the other, each on its newest version, and reports what was refused', async () => {
    const annotation = {
      finding: { code: 'values-in-annotation' },
      mend: { kind: 'remove-annotation' },
    } as const
    const other = { ...lineBreak, mend: { kind: 'strip-line-break', key: 'User' } } as const
    const results = [checkedOf('a', [lineBreak, other]), checkedOf('b', [lineBreak, annotation])]
    const [alike, ...more] = mendsAlike(results)
    if (alike === undefined) throw new Error('nothing is alike')
    expect([alike.kind, alike.mends.length, more.length]).toEqual(['strip-line-break', 3, 0])

    const { mending, mends, asked, newest, refuseMends } = begin()
    const told: [string, string, string | undefined][] = []
    const ended = mending.mendAll(alike, ({ uid, resourceVersion, failure }) =>
      told.push([uid, resourceVersion, failure?.code]),
    )
    for (const [at, uid] of ['a', 'a', 'b'].entries()) {
      await expect.poll(() => asked.length).toBe(at + 1)
      expect(mending.progress.value).toEqual({ kind: 'strip-line-break', done: at, of: 3 })
      if (at === 1) refuseMends({ code: 'credential-changed', namespace: 'n', name: 'secret-b' })
      newest().onMessage({ kind: 'results', results: [checkedOf(uid, [], { resourceVersion: `${at + 2}` })] })
      newest().onEnd()
    }
    await ended
    expect(mends).toMatchObject([
      { credential: { uid: 'a', resourceVersion: '1' } },
      { credential: { uid: 'a', resourceVersion: '2' } },
      { credential: { uid: 'b', resourceVersion: '1' } },
    ])
    expect(told).toEqual([
      ['a', '2', undefined],
      ['a', '3', undefined],
      ['b', '4', 'credential-changed'],
    ])
    expect(mending.progress.value).toBeNull()
  })

  it('of several that is cancelled leaves those that are not begun', async () => {
    const [alike] = mendsAlike([checkedOf('a', [lineBreak]), checkedOf('b', [lineBreak])])
    if (alike === undefined) throw new Error('nothing is alike')
    const { mending, mends, asked, newest } = begin()
    const ended = mending.mendAll(alike, () => undefined)
    await expect.poll(() => asked.length).toBe(1)
    mending.stop()
    newest().onEnd()
    await ended
    expect(mends).toHaveLength(1)
  })
})

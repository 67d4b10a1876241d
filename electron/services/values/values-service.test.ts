import { describe, expect, it } from 'vitest'
import { failureOf } from '../../../shared/failure.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { failed } from '../../../shared/failure.ts'
import { createValues } from './values-service.ts'

const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes as string).toString('base64')
const data = {
  Password: base64('pässword\n'),
  empty: '',
  keystore: base64(Uint8Array.from([0xfe, 0xed, 0xfe, 0xed])),
  withNul: base64('a\0b'),
  withMark: base64('\ufeffa'),
  long: base64('x'.repeat(40_000)),
}
const asked = (key: string) => ({ context: 'prod', namespace: 'runai-vision', name: 'harbor', key })

function start({ isOff = false, isSafe = true } = {}) {
  const copied: string[] = []
  let reads = 0
  const connection = {
    server: 'https://api.example',
    getJson: () => {
      reads += 1
      return Promise.resolve({
        metadata: { uid: 'u', resourceVersion: '1', labels: {}, annotations: {} },
        type: 'Opaque',
        data,
      })
    },
  }
  const values = createValues({
    opened: () => ({ connection, place: {} }) as unknown as OpenCluster,
    requireSafe: () => {
      if (isSafe) return
      throw failed('connection-unsafe', { context: 'prod', server: 's', protection: 'unverified' })
    },
    settings: { read: () => ({ canRevealValues: !isOff }) as never },
    policyFile: '/etc/credenza/policy.json',
    clipboard: { copy: (text) => Promise.resolve(void copied.push(text)) },
  })
  return { values, copied, reads: () => reads }
}

const codeOf = async (work: Promise<unknown>) =>
  failureOf(await work.then(() => null).catch((error: unknown) => error))?.code

describe('a value', () => {
  it('that is text is shown to its last character', async () => {
    const { values } = start()
    expect(await values.reveal(asked('Password'))).toEqual({ kind: 'text', text: 'pässword\n', size: 10 })
    expect(await values.reveal(asked('empty'))).toEqual({ kind: 'text', text: '', size: 0 })
    expect(await values.reveal(asked('withMark'))).toEqual({ kind: 'text', text: '\ufeffa', size: 4 })
  })

  it('that isn’t text is reported as bytes, and never guessed', async () => {
    const { values } = start()
    expect(await values.reveal(asked('keystore'))).toEqual({ kind: 'binary', size: 4 })
    expect(await values.reveal(asked('withNul'))).toEqual({ kind: 'binary', size: 3 })
  })

  it('that is too long to be shown can be copied', async () => {
    const { values, copied } = start()
    expect(await values.reveal(asked('long'))).toEqual({ kind: 'long-text', size: 40_000 })
    await values.copy(asked('long'))
    expect(copied).toEqual(['x'.repeat(40_000)])
  })

  it('is copied without an answer that holds it; bytes are not', async () => {
    const { values, copied } = start()
    expect(await values.copy(asked('Password'))).toBeNull()
    expect(copied).toEqual(['pässword\n'])
    expect(await codeOf(values.copy(asked('keystore')))).toBe('value-not-text')
    expect(copied).toHaveLength(1)
  })

  it.each(['gone', 'toString', '__proto__'])(
    'of a key that does not exist is reported as gone: %s',
    async (key) => {
      expect(await codeOf(start().values.reveal(asked(key)))).toBe('key-gone')
    },
  )

  it('is not even read if that is turned off or the connection isn’t safe', async () => {
    for (const [options, code] of [
      [{ isOff: true }, 'switched-off'],
      [{ isSafe: false }, 'connection-unsafe'],
    ] as const) {
      const { values, copied, reads } = start(options)
      expect(await codeOf(values.reveal(asked('Password')))).toBe(code)
      expect(await codeOf(values.copy(asked('Password')))).toBe(code)
      expect([reads(), copied]).toEqual([0, []])
    }
  })
})

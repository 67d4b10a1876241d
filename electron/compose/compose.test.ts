import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract } from '../../shared/contract/contract.ts'
import { channelOf, type Entry } from '../../shared/contract/define.ts'
import type { Result } from '../../shared/failure.ts'
import type { IpcCaller, Wire } from '../ipc/handle.ts'
import { compose } from './compose.ts'
import { openOwnFiles } from './open-own-files.ts'
import type { Platform } from './platform.ts'

/** What these tests do not reach. */
const notHere = () => {
  throw new Error('not here')
}

/** The whole main process over a wire in memory, with its user data in its own folder. */
async function startAll(folder: string) {
  const invoked = new Map<string, (caller: IpcCaller, input: unknown) => Promise<string>>()
  const sent = new Map<string, (caller: IpcCaller, ...values: unknown[]) => void>()
  const asked: unknown[][] = []
  const keep =
    (name: string) =>
    (...values: unknown[]) =>
      void asked.push([name, ...values])
  const wire: Wire = {
    onInvoke: (channel, listener) => invoked.set(channel, listener),
    onSend: (channel, listener) => sent.set(channel, listener),
    onGone: () => undefined,
    announce: () => undefined,
  }
  const given: Platform = {
    ...{ version: 'test', userData: join(folder, 'user-data'), home: folder, environment: {}, wire },
    ...{ platform: 'linux', thirdParty: join(folder, 'none.txt'), asked: {} },
    ...{ startKeychain: notHere, startTables: notHere },
    desktop: {
      notify: () => false,
      isWindowFocused: () => true,
      raiseWindow: () => undefined,
      ...{ chooseFileToSave: notHere, chooseKubeconfig: notHere, chooseValueFile: notHere },
      ...{ chooseAuthoritiesFile: notHere, chooseSnapshots: notHere, chooseFolder: notHere },
      printPage: notHere,
      showInFolder: keep('showInFolder'),
      copyText: async (text) => {
        await Promise.resolve()
        keep('copyText')(text)
      },
      setBadge: keep('setBadge'),
      setTheme: keep('setTheme'),
      secretClipboard: {
        writeSecret: () => Promise.resolve(),
        readText: () => Promise.resolve(''),
        clear: () => undefined,
      },
    },
  }
  const { finish } = compose(given, await openOwnFiles(given))
  const call = async (channel: string, input: unknown, isTrusted = true) => {
    const answer = await invoked.get(channel)?.(
      { id: 1, isTrusted, send: () => undefined },
      JSON.stringify(input),
    )
    return JSON.parse(answer ?? 'null') as Result<unknown>
  }
  return { invoked, sent, asked, call, finish, given }
}

let folder: string
let all: Awaited<ReturnType<typeof startAll>>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-compose-'))
  all = await startAll(folder)
})
afterEach(async () => {
  await all.finish()
  await rm(folder, { recursive: true, force: true })
})

const entries = Object.entries(contract).flatMap(([domain, parts]) =>
  Object.entries<Entry>(parts).map(([name, { kind }]) => ({ channel: channelOf(domain, name), kind })),
)
const channelsOf = (...kinds: Entry['kind'][]) =>
  entries.filter(({ kind }) => kinds.includes(kind)).map(({ channel }) => channel)

describe('The main process', () => {
  it('serves each operation and each stream of the contract, and nothing else', () => {
    expect([...all.invoked.keys()].sort()).toEqual(channelsOf('operation', 'drop').sort())
    expect([...all.sent.keys()].sort()).toEqual([...channelsOf('stream'), 'stream:stop'].sort())
  })

  it('refuses all operations of a page that is not its own', async () => {
    for (const channel of channelsOf('operation', 'drop'))
      expect(await all.call(channel, {}, false)).toEqual({
        ok: false,
        failure: { code: 'sender-untrusted', operation: channel },
      })
  })

  it('copies a text and shows a file on the desktop, but only its own files', async () => {
    await all.call('application:copyText', { text: 'kubectl get secrets' })
    expect(all.asked).toEqual([['copyText', 'kubectl get secrets']])
    const foreign = await all.call('application:showInFolder', { path: '/etc/passwd' })
    expect(foreign.ok).toBe(false)
    expect(all.asked).toHaveLength(1)
  })

  it('changes the desktop’s theme with the setting, and keeps the setting', async () => {
    expect(await all.call('settings:change', { theme: 'dark' })).toMatchObject({ ok: true })
    expect(all.asked).toEqual([['setTheme', 'dark']])
    await all.finish()
    all = await startAll(folder)
    expect(await all.call('settings:read', {})).toMatchObject({ ok: true, value: { theme: 'dark' } })
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose } from '../../electron/compose/compose.ts'
import { openOwnFiles } from '../../electron/compose/open-own-files.ts'
import type { Platform } from '../../electron/compose/platform.ts'
import type { IpcCaller, Wire } from '../../electron/ipc/handle.ts'
import { createMemoryKeychain } from '../../electron/keychain/testing/memory-keychain.ts'
import { startTableThread } from '../../electron/snapshots/thread/start-thread.ts'
import { stopChannel } from '../../shared/contract/define.ts'

/** Everything behind the wire to the window, composed like the application, in its own home folder. */
export interface WholeApplication {
  invoke: (channel: string, input: unknown, isTrusted: boolean) => Promise<string>
  /** Starts a stream. Returns a function that stops it. Frames are JSON texts. */
  start: (channel: string, input: unknown, listen: { isTrusted: boolean; onFrame: OnFrame }) => () => void
  end: () => Promise<void>
}

type OnFrame = (frame: string, isLast: boolean) => void

/** The window's side of the wire, in memory. */
function createMemoryWire() {
  const invokes = new Map<string, (caller: IpcCaller, input: unknown) => Promise<string>>()
  const sends = new Map<string, (caller: IpcCaller, ...values: unknown[]) => void>()
  const frames = new Map<number, OnFrame>()
  let started = 0
  const caller = (isTrusted: boolean): IpcCaller => ({
    id: 1,
    isTrusted,
    send: (_, number, frame, isLast) => frames.get(Number(number))?.(String(frame), isLast === true),
  })
  const wire: Wire = {
    onInvoke: (channel, listener) => void invokes.set(channel, listener),
    onSend: (channel, listener) => void sends.set(channel, listener),
    onGone: () => undefined,
    announce: () => undefined,
  }
  const listenerOf = <L>(listeners: Map<string, L>, channel: string): L => {
    const found = listeners.get(channel)
    if (found === undefined) throw new Error(`Nobody serves ${channel}.`)
    return found
  }
  return {
    wire,
    invoke: (channel: string, input: unknown, isTrusted: boolean) =>
      listenerOf(invokes, channel)(caller(isTrusted), input),
    start: (
      channel: string,
      input: unknown,
      { isTrusted, onFrame }: { isTrusted: boolean; onFrame: OnFrame },
    ) => {
      const number = (started += 1)
      frames.set(number, onFrame)
      listenerOf(sends, channel)(caller(isTrusted), number, input)
      return () => {
        frames.delete(number)
        sends.get(stopChannel)?.(caller(true), number)
      }
    },
  }
}

/** Starts the application without a window. Its dialogs are cancelled, and nothing outside its folder is touched. */
export async function startWholeApplication(): Promise<WholeApplication> {
  const home = await mkdtemp(join(tmpdir(), 'credenza-fuzz-'))
  const { wire, invoke, start } = createMemoryWire()
  const worker = new URL('../../electron/snapshots/thread/worker.ts', import.meta.url)
  const given: Platform = {
    version: '0.0.0',
    userData: join(home, 'data'),
    home,
    environment: { HOME: home, PATH: process.env['PATH'] },
    platform: process.platform,
    asked: {},
    wire,
    thirdParty: join(home, 'third-party.json'),
    startKeychain: createMemoryKeychain().start,
    startTables: () => startTableThread(worker),
    desktop: {
      chooseFileToSave: () => Promise.resolve(null),
      chooseKubeconfig: () => Promise.resolve(null),
      chooseValueFile: () => Promise.resolve(null),
      chooseAuthoritiesFile: () => Promise.resolve(null),
      chooseSnapshots: () => Promise.resolve([]),
      chooseFolder: () => Promise.resolve(null),
      printPage: () => Promise.reject(new Error('Nothing is printed here')),
      showInFolder: () => undefined,
      copyText: () => Promise.resolve(),
      setBadge: () => undefined,
      setTheme: () => undefined,
      notify: () => false,
      isWindowFocused: () => true,
      raiseWindow: () => undefined,
      secretClipboard: {
        writeSecret: () => Promise.resolve(),
        readText: () => Promise.resolve(''),
        clear: () => undefined,
      },
    },
  }
  const { finish } = compose(given, await openOwnFiles(given))
  return {
    invoke,
    start,
    end: async () => {
      await finish()
      await rm(home, { recursive: true, force: true })
    },
  }
}

import { join, resolve } from 'node:path'
import { serveDrafts } from '../../electron/ipc/drafts-ipc.ts'
import { createIpc, type Wire } from '../../electron/ipc/handle.ts'
import { createKeychain } from '../../electron/keychain/keychain.ts'
import type { KeychainProcess } from '../../electron/keychain/messages.ts'
import { createManualClock } from '../../electron/keychain/testing/manual-clock.ts'
import { systemClock } from '../../electron/base/clock.ts'
import { createDrafts } from '../../electron/services/drafts/drafts-service.ts'
import { createLog } from '../../electron/services/log.ts'
import { openSettings } from '../../electron/services/settings/settings.ts'
import type { Draft, DraftFields, KeptDraft } from '../../shared/contract/drafts.ts'
import type { Result } from '../../shared/failure.ts'
import { createUtilityProcess } from '../../tools/chromium-runtime/utility/utility-process.ts'

const utilityProcess = createUtilityProcess(() => true)

/** The application's own keychain process. */
export const child = resolve(import.meta.dirname, '../../electron/keychain/child.ts')

/** The wizard of every run, and its content except values. */
const key = { context: 'prod-eu-1', type: 'password' as const }
export const account = '["prod-eu-1","password","project","vision"]'
export const fields: DraftFields = {
  place: { scope: { kind: 'project', id: 'vision' }, namespace: 'runai-vision' },
  name: 'Artifactory “robot”',
  description: '',
  kubernetesName: null,
  source: 'new',
  secretName: '',
  registryUrl: '',
}

/** What the keychain processes printed, and their ids. */
export const processes = { printed: '', pids: new Set<number>() }

/** Starts a real keychain process like the application. */
export const starter = (environment: NodeJS.ProcessEnv, file: string) => (): KeychainProcess => {
  const started = utilityProcess.fork(file, [], { env: environment, stdio: 'pipe' })
  for (const output of [started.stdout, started.stderr])
    output?.on('data', (text: unknown) => (processes.printed += String(text)))
  started.on('spawn', () => void processes.pids.add(started.pid ?? 0))
  return {
    send: (message) => started.postMessage(message),
    onMessage: (listener) => void started.on('message', listener),
    onExit: (listener) => void started.on('exit', () => listener()),
    kill: () => void started.kill(),
  }
}

/** The result of an operation, and its duration in milliseconds. */
export interface Timed<T> {
  value: T
  took: number
}

/**
 * One run of the application's drafts service, called like the window does. Its values age by a clock that the test
 * moves; timeouts for the keychain use the real one.
 */
export async function startDraftsRun(userData: string, environment: NodeJS.ProcessEnv, file = child) {
  const clock = createManualClock(Date.now())
  const settings = await openSettings(join(userData, 'settings.json'))
  const keychain = createKeychain({ start: starter(environment, file), clock: systemClock })
  const drafts = createDrafts({ settings, keychain, clock })
  const listeners = new Map<string, Parameters<Wire['onInvoke']>[1]>()
  const wire: Wire = {
    onInvoke: (channel, listener) => void listeners.set(channel, listener),
    onSend: () => undefined,
    onGone: () => undefined,
    announce: () => undefined,
  }
  serveDrafts(createIpc({ wire, log: createLog(join(userData, 'logs', 'credenza.log')) }), drafts)
  await drafts.start()

  async function call(name: string, input: object): Promise<Timed<unknown>> {
    const began = performance.now()
    const answer = await listeners.get(`drafts:${name}`)?.(
      { id: 1, isTrusted: true, send: () => undefined },
      JSON.stringify(input),
    )
    const result = JSON.parse(answer ?? '') as Result<unknown>
    if (!result.ok) throw new Error(result.failure.code)
    return { value: result.value, took: performance.now() - began }
  }
  return {
    clock,
    settings,
    drafts,
    read: () => call('read', key) as Promise<Timed<Draft | null>>,
    keep: (values: Record<string, string>) =>
      call('keep', { ...key, fields, values }) as Promise<Timed<KeptDraft>>,
    discard: () => call('discard', key),
  }
}

export type DraftsRun = Awaited<ReturnType<typeof startDraftsRun>>

import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createKeychain } from '../../electron/keychain/keychain.ts'
import { systemClock } from '../../electron/base/clock.ts'
import type { NotInKeychain } from '../../shared/contract/drafts.ts'
import { isRunning, until } from '../../tools/chromium-runtime/fixture/run.ts'
import {
  account,
  child,
  fields,
  processes,
  starter,
  startDraftsRun,
  type DraftsRun,
  type Timed,
} from './drafts-run.ts'
import { createKeyringFolder, plainEnvironment, startScreen, startSecretService } from './secret-service.ts'

/**
 * Milliseconds after which a call has certainly waited for the keychain, which is given a minute. That the wizard gets its
 * answer within a second is tested with a manual clock, next to the code.
 */
const hasWaited = 30_000

/** A unique value that JSON must escape. */
const freshValue = () => `v${randomBytes(12).toString('hex')}"\\\n${randomBytes(12).toString('hex')}`
const entered: string[] = []
function enter(): { username: string; password: string } {
  const login = { username: freshValue(), password: freshValue() }
  entered.push(login.username, login.password)
  return login
}

/** Everything that the runs below leave behind. */
let userData: string
/** A folder for what isn't part of a run. */
let elsewhere: string
const closing: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'credenza-drafts-'))
  elsewhere = await mkdtemp(join(tmpdir(), 'credenza-elsewhere-'))
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
afterAll(async () => {
  await rm(userData, { recursive: true })
  await rm(elsewhere, { recursive: true })
})

async function run(environment: NodeJS.ProcessEnv, file = child): Promise<DraftsRun> {
  const started = await startDraftsRun(userData, environment, file)
  closing.push(started.drafts.end)
  return started
}

/** The result of a call that doesn't wait for a keychain that is held up. */
async function inTime<T>(call: () => Promise<Timed<T>>): Promise<T> {
  const { value, took } = await call()
  expect(took).toBeLessThan(hasWaited)
  return value
}

/** Opens a wizard, types into it twice, and reopens it. */
async function enterInTime({ read, keep }: DraftsRun) {
  const opened = await inTime(read)
  const first = await inTime(() => keep(enter()))
  const login = enter()
  const second = await inTime(() => keep(login))
  const offered = await inTime(read)
  expect(offered?.values).toEqual(login)
  return { opened, first, second, login }
}

/** A busy machine may start the process late, so its effects are awaited. */
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 120_000, interval: 50 })

const offersFromKeychain = ({ read }: DraftsRun, values: Record<string, string>) =>
  eventually(async () => {
    expect((await read()).value).toMatchObject({ fields, values, keptIn: 'keychain' })
  })

/** Memory is used and that is reported once; eventually the reason is known. */
async function standsIn(application: DraftsRun, reason: NotInKeychain): Promise<void> {
  const { first, second } = await enterInTime(application)
  expect(first).toMatchObject({ keptIn: 'memory', tell: true })
  expect(second).toMatchObject({ keptIn: 'memory', tell: false })
  await eventually(async () => {
    expect((await application.keep(enter())).value).toEqual({ keptIn: 'memory', reason, tell: false })
  })
}

const none = plainEnvironment({ XDG_RUNTIME_DIR: join(tmpdir(), 'credenza-no-runtime') })

if (process.platform === 'linux') {
  describe('with a Secret Service', () => {
    let keyring: Awaited<ReturnType<typeof createKeyringFolder>>
    beforeAll(async () => {
      keyring = await createKeyringFolder()
    })
    afterAll(() => keyring.remove())

    async function startKeyring(state: 'unlocked' | 'locked', display?: string) {
      const { environment, stop } = await startSecretService(keyring.folder, state, display)
      closing.push(stop)
      /** Waits until the keychain has exactly these accounts, according to another process. */
      const hasAccounts = (accounts: string[]) =>
        eventually(async () => {
          const witness = createKeychain({ start: starter(environment, child), clock: systemClock })
          await eventually(async () => {
            expect(await witness.list()).toMatchObject({ ok: true })
          })
          const listed = await witness.list()
          witness.stop()
          expect(listed).toEqual({ ok: true, value: accounts })
        })
      return { environment, hasAccounts }
    }

    it('a draft is saved, offered in the next run, and deleted when it is discarded', async () => {
      const { environment, hasAccounts } = await startKeyring('unlocked')
      const first = await run(environment)
      const { login } = await enterInTime(first)
      await offersFromKeychain(first, login)
      await first.drafts.end()
      await hasAccounts([account])

      const next = await run(environment)
      await offersFromKeychain(next, login)
      await next.discard()
      expect((await next.read()).value).toBeNull()
      await hasAccounts([])
    })

    it('a draft’s values expire while the application runs, and at the start after it did not', async () => {
      const { environment, hasAccounts } = await startKeyring('unlocked')
      const first = await run(environment)
      const { login } = await enterInTime(first)
      await offersFromKeychain(first, login)
      await first.clock.pass(5 * 60_000 - 1000)
      await offersFromKeychain(first, login)
      await first.clock.pass(2000)
      expect((await first.read()).value).toMatchObject({ fields, values: null, keptIn: null })
      await hasAccounts([])

      await first.keep(enter())
      await hasAccounts([account])
      await first.drafts.end()
      await expireInSettings()
      await run(environment)
      await hasAccounts([])
    })

    it('values of 100 kB, and of any characters, come back byte for byte', async () => {
      const { environment } = await startKeyring('unlocked')
      const application = await run(environment)
      const login = { username: 'Zoë “😀” שלום\t\u0000\n', password: randomBytes(50_000).toString('hex') }
      await application.keep(login)
      await offersFromKeychain(application, login)
      await application.discard()
    })

    it('values go when the application quits, if that was chosen', async () => {
      const { environment, hasAccounts } = await startKeyring('unlocked')
      const application = await run(environment)
      const { login } = await enterInTime(application)
      await offersFromKeychain(application, login)
      await application.settings.change({ deleteDraftsOnQuit: true })
      await application.drafts.end()
      await application.settings.change({ deleteDraftsOnQuit: false })
      await hasAccounts([])
    })

    it('what is in the keychain is found and deleted when the settings file was lost', async () => {
      const { environment, hasAccounts } = await startKeyring('unlocked')
      const application = await run(environment)
      const { login } = await enterInTime(application)
      await offersFromKeychain(application, login)
      await application.drafts.end()
      await writeFile(join(userData, 'settings.json'), '{"drafts": [')
      await run(environment)
      await hasAccounts([])
    })

    it('memory is used if there is no Secret Service', async () => {
      await standsIn(await run(none), 'no-keychain')
    })

    it('memory is used while the keychain is locked and no prompt can be shown', async () => {
      const { environment } = await startKeyring('locked')
      await standsIn(await run(environment), 'locked')
    })

    it('memory is used while a prompt is on the screen that no one answers', async () => {
      const open = await startKeyring('unlocked')
      const earlier = await run(open.environment)
      const { login } = await enterInTime(earlier)
      await offersFromKeychain(earlier, login)
      for (const close of closing.splice(0).reverse()) await close()

      const screen = await startScreen()
      closing.push(screen.stop)
      const { environment } = await startKeyring('locked', screen.display)
      const application = await run(environment)
      const { opened, first } = await enterInTime(application)
      expect(opened).toMatchObject({ fields, values: null, keptIn: 'keychain' })
      expect(first).toEqual({ keptIn: 'memory', reason: 'no-answer', tell: true })
      await inTime(application.discard)
      await inTime(async () => {
        const began = performance.now()
        await application.drafts.end()
        return { value: null, took: performance.now() - began }
      })
    })
  })
}

describe('without a keychain', () => {
  it('memory is used if the native module can’t be loaded', async () => {
    const missing = { ...none, NAPI_RS_NATIVE_LIBRARY_PATH: join(tmpdir(), 'no-such-library.node') }
    await standsIn(await run(missing), 'no-keychain')
  })

  it('memory is used if the process ends at once', async () => {
    await standsIn(await run(none, `${child}.missing`), 'no-keychain')
  })

  it('memory is used if the process is held up, which ends with the application', async () => {
    const file = join(elsewhere, 'held-up.mjs')
    await writeFile(
      file,
      `process.parentPort.on('message', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))`,
    )
    const application = await run(none, file)
    await standsIn(application, 'no-answer')
    await application.drafts.end()
  })
})

it('after all of this no value is in the user data, the log or the settings, and none was printed', async () => {
  const files = await readdir(userData, { recursive: true, withFileTypes: true })
  const texts = await Promise.all(
    files
      .filter((entry) => entry.isFile())
      .map(async (entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  )
  expect(texts.some((text) => text.includes('drafts:keep'))).toBe(true)
  expect(texts.some((text) => text.includes('Artifactory'))).toBe(true)
  expect(entered.length).toBeGreaterThan(0)
  const parts = entered.flatMap((value) => value.split('"\\\n'))
  const forms = parts.flatMap((part) => [part, Buffer.from(part).toString('base64').replace(/=+$/, '')])
  for (const form of forms)
    for (const text of [...texts, processes.printed]) expect(text.includes(form)).toBe(false)
})

it('and no keychain process is left', async () => {
  expect(processes.pids.size).toBeGreaterThan(0)
  await until(() => ![...processes.pids].some(isRunning))
})

/** Moves stored times into the past, as if the application hadn't run for a long time. */
async function expireInSettings(): Promise<void> {
  const file = join(userData, 'settings.json')
  const stored = JSON.parse(await readFile(file, 'utf8')) as {
    draftEntries: { entries: { until: number }[] }
  }
  for (const entry of stored.draftEntries.entries) entry.until = Date.now() - 1000
  await writeFile(file, JSON.stringify(stored))
}

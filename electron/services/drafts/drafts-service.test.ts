import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DraftFields } from '../../../shared/contract/drafts.ts'
import { createKeychain } from '../../keychain/keychain.ts'
import { createManualClock, timedBy } from '../../keychain/testing/manual-clock.ts'
import { createMemoryKeychain, type MemoryKeychain } from '../../keychain/testing/memory-keychain.ts'
import { openSettings } from '../settings/settings.ts'
import { createDrafts } from './drafts-service.ts'

const minute = 60_000
const project = (name: string): DraftFields['place'] => ({
  scope: { kind: 'project', id: name },
  namespace: `runai-${name}`,
})
const fields: DraftFields = {
  place: project('vision'),
  name: 'Harbor robot',
  description: '',
  kubernetesName: null,
  source: 'new',
  secretName: '',
  registryUrl: 'harbor.int',
}
const key = { context: 'prod-eu-1', type: 'docker-registry' as const }
const values = { username: 'robot', password: 'hunter2' }
const entered = { ...key, fields, values }
const account = '["prod-eu-1","docker-registry","project","vision"]'

let folder: string
let file: string
let memory: MemoryKeychain
let clock: ReturnType<typeof createManualClock>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-drafts-'))
  file = join(folder, 'settings.json')
  memory = createMemoryKeychain()
  clock = createManualClock()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** One run of the application, on top of what an earlier one left. */
async function run() {
  const settings = await openSettings(file)
  const keychain = createKeychain({ start: memory.start, clock })
  const drafts = createDrafts({ settings, keychain, clock })
  await drafts.start()
  return { settings, drafts }
}

const timed = <T>(work: Promise<T>) => timedBy(clock, work)
const outcomeOf = async <T>(work: Promise<T>): Promise<T> => (await timed(work)).outcome

describe('a draft', () => {
  it('is offered with its values until it is discarded', async () => {
    const { drafts } = await run()
    expect(await drafts.read(key)).toBeNull()
    expect(await drafts.keep(entered)).toEqual({ keptIn: 'keychain', tell: false })
    expect(await drafts.read(key)).toEqual({
      fields,
      savedAt: '2026-11-24T00:00:00.000Z',
      values,
      valuesUntil: '2026-11-24T00:05:00.000Z',
      keptIn: 'keychain',
    })
    await drafts.discard(key)
    expect(await drafts.read(key)).toBeNull()
    expect(memory.entries.size).toBe(0)
  })

  it('is there after a crash: fields from the settings, values from the keychain', async () => {
    await (await run()).drafts.keep(entered)
    const { drafts } = await run()
    expect(await drafts.read(key)).toMatchObject({ fields, values, keptIn: 'keychain' })
  })

  it('is bound to its context, type and scope', async () => {
    const { drafts } = await run()
    await drafts.keep(entered)
    expect(await drafts.read({ ...key, context: 'prod-us-2' })).toBeNull()
    expect(await drafts.read({ ...key, type: 'password' })).toBeNull()
    expect([...memory.entries.keys()]).toEqual([account])
  })

  it('moves its values along when another scope is chosen', async () => {
    const { drafts } = await run()
    await drafts.keep({ ...entered, fields: { ...fields, place: null } })
    await drafts.keep(entered)
    const elsewhere = { ...fields, place: project('speech') }
    await drafts.keep({ ...entered, fields: elsewhere })
    expect(await drafts.read(key)).toMatchObject({ fields: elsewhere, values })
    expect([...memory.entries.keys()]).toEqual(['["prod-eu-1","docker-registry","project","speech"]'])
  })

  it('has no values if there are none, and drops those that were kept', async () => {
    const { drafts } = await run()
    await drafts.keep(entered)
    for (const none of [null, {}, { username: '', password: '' }]) {
      expect(await drafts.keep({ ...entered, values: none })).toEqual({ keptIn: null, tell: false })
      expect(await drafts.read(key)).toMatchObject({ fields, values: null, valuesUntil: null, keptIn: null })
    }
    expect(memory.entries.size).toBe(0)
  })

  it('keeps no address with a login in it: that would be a value in the settings', async () => {
    const { drafts } = await run()
    await drafts.keep({ ...entered, fields: { ...fields, registryUrl: 'https://robot:hunter2@harbor.int' } })
    expect((await drafts.read(key))?.fields.registryUrl).toBe('')
  })

  it('is one of at most fifty: the oldest go, with their values', async () => {
    const { drafts, settings } = await run()
    for (let index = 0; index < 51; index++) await drafts.keep({ ...entered, context: `c${index}` })
    expect(settings.read().drafts).toHaveLength(50)
    expect(await drafts.read({ ...key, context: 'c0' })).toBeNull()
    expect(await drafts.read({ ...key, context: 'c50' })).not.toBeNull()
    expect(memory.entries.size).toBe(50)
  })

  it('leaves no value in the settings file', async () => {
    const { drafts } = await run()
    await drafts.keep(entered)
    memory.become('locked')
    await drafts.keep({ ...entered, values: { ...values, password: 'hunter3' } })
    const text = await readFile(file, 'utf8')
    expect(text).toContain('Harbor robot')
    expect(text).not.toMatch(/hunter|"robot"/)
  })
})

describe('values', () => {
  it('are gone from the keychain when their time is over', async () => {
    const { drafts } = await run()
    await drafts.keep(entered)
    await clock.pass(4 * minute)
    await drafts.keep(entered)
    await clock.pass(5 * minute - 1)
    expect(await drafts.read(key)).toMatchObject({ values })
    await clock.pass(1)
    expect(await drafts.read(key)).toMatchObject({ fields, values: null, keptIn: null })
    expect(memory.entries.size).toBe(0)
  })

  it('of an earlier run are deleted at the start where they are expired, else when they are', async () => {
    const first = await run()
    await first.drafts.keep(entered)
    await clock.pass(2 * minute)
    await first.drafts.keep({ ...entered, type: 'password' })
    await first.drafts.end()

    await clock.pass(4 * minute)
    const { drafts } = await run()
    expect(memory.entries.size).toBe(1)
    expect(await drafts.read(key)).toMatchObject({ values: null })
    expect(await drafts.read({ ...key, type: 'password' })).toMatchObject({ values })
    await clock.pass(minute)
    await drafts.read(key)
    expect(memory.entries.size).toBe(0)
  })

  it('that a lost settings file knew of are found by the service’s name and deleted', async () => {
    const first = await run()
    await first.drafts.keep(entered)
    await first.drafts.end()
    await writeFile(file, '{"drafts":')
    const { settings } = await run()
    expect(memory.entries.size).toBe(0)
    expect(settings.read().draftEntries).toEqual({ isComplete: true, entries: [] })
  })

  it('are kept for the minutes of the settings', async () => {
    const { drafts, settings } = await run()
    await settings.change({ draftMinutes: 15 })
    await drafts.keep(entered)
    await clock.pass(15 * minute - 1)
    expect(await drafts.read(key)).toMatchObject({ values })
  })

  it('are not kept when that is off, and kept ones are removed at once; the fields stay', async () => {
    const { drafts, settings } = await run()
    await drafts.keep(entered)
    await settings.change({ draftMinutes: 0 })
    await drafts.applySettings()
    expect(memory.entries.size).toBe(0)
    expect(await drafts.keep(entered)).toEqual({ keptIn: 'off', tell: false })
    expect(await drafts.read(key)).toMatchObject({ fields, values: null })
    expect(memory.entries.size).toBe(0)
  })

  it('go when the application quits, if that was chosen', async () => {
    const { drafts, settings } = await run()
    await drafts.keep(entered)
    await drafts.end()
    expect(memory.entries.size).toBe(1)
    expect(memory.running()).toBe(0)
    const second = await run()
    await settings.change({ deleteDraftsOnQuit: true })
    await second.settings.change({ deleteDraftsOnQuit: true })
    await second.drafts.end()
    expect(memory.entries.size).toBe(0)
    expect(await (await run()).drafts.read(key)).toMatchObject({ fields, values: null })
  })

  it('never start the keychain’s process before a wizard is opened, nor where nothing is kept', async () => {
    const { drafts, settings } = await run()
    expect(memory.running()).toBe(0)
    await settings.change({ draftMinutes: 0 })
    await drafts.read(key)
    expect(memory.running()).toBe(0)
    await settings.change({ draftMinutes: 5 })
    await drafts.read(key)
    expect(memory.running()).toBe(1)
  })
})

describe('memory', () => {
  it('replaces a keychain that is missing, locked or refuses, says so once, and forgets in time', async () => {
    for (const [mood, reason] of [
      ['missing', 'no-keychain'],
      ['locked', 'locked'],
      ['choosy', 'refused'],
    ] as const) {
      memory.become(mood)
      const { drafts, settings } = await run()
      expect(await drafts.keep(entered)).toEqual({ keptIn: 'memory', reason, tell: true })
      expect(await drafts.keep(entered)).toMatchObject({ keptIn: 'memory', tell: false })
      expect(await drafts.read(key)).toMatchObject({ values, keptIn: 'memory' })
      expect(settings.read().draftEntries.entries).toEqual([])
      await clock.pass(5 * minute)
      expect(await drafts.read(key)).toMatchObject({ values: null, keptIn: null })
      await drafts.end()
    }
  })

  it('is used within a second where a prompt is open, and hands over when that is answered', async () => {
    const { drafts } = await run()
    memory.become('silent')
    const first = await timed(drafts.keep(entered))
    expect(first.outcome).toEqual({ keptIn: 'memory', reason: 'no-answer', tell: true })
    expect(first.took).toBeLessThan(1000)
    const newer = { ...values, password: 'hunter3' }
    const second = await timed(drafts.keep({ ...entered, values: newer }))
    expect(second.outcome).toMatchObject({ keptIn: 'memory', tell: false })
    expect(second.took).toBeLessThan(1000)
    expect(await drafts.read(key)).toMatchObject({ values: newer, keptIn: 'memory' })

    memory.become('willing')
    await clock.pass(0)
    expect(await drafts.read(key)).toMatchObject({ values: newer, keptIn: 'keychain' })
    // After a crash, the older values, whose answer came late, must not be what remains.
    expect(await (await run()).drafts.read(key)).toMatchObject({ values: newer })
  })

  it('never lets an older state of the values be offered after a crash', async () => {
    const { drafts } = await run()
    await drafts.keep({ ...entered, values: { ...values, password: 'hunt' } })
    await clock.pass(1000)
    memory.become('locked')
    await drafts.keep(entered)
    memory.become('willing')
    const after = await run()
    expect(await after.drafts.read(key)).toMatchObject({ fields, values: null })
  })

  it('is used if the settings can’t note what is in the keychain', async () => {
    const { drafts } = await run()
    // A file replaces the folder, which stops even root.
    await rm(folder, { recursive: true })
    await writeFile(folder, '')
    expect(await drafts.keep(entered)).toMatchObject({ keptIn: 'memory', reason: 'settings-not-written' })
    expect(memory.entries.size).toBe(0)
    expect(await drafts.read(key)).toMatchObject({ fields, values, keptIn: 'memory' })
  })
})

describe('a keychain that does not hand out its entries', () => {
  it('is reported within a second, asked again, and left alone by a wizard that goes on without', async () => {
    const first = await run()
    await first.drafts.keep(entered)
    await first.drafts.end()
    const { drafts } = await run()
    memory.become('silent')
    const { outcome, took } = await timed(drafts.read(key))
    expect([took < 1000, outcome]).toMatchObject([true, { fields, values: null, keptIn: 'keychain' }])
    await outcomeOf(drafts.keep({ ...entered, values: 'as-kept' }))
    memory.become('willing')
    await clock.pass(0)
    expect(await drafts.read(key)).toMatchObject({ values, keptIn: 'keychain' })
  })

  it('is asked again every minute to delete what was discarded', async () => {
    const { drafts, settings } = await run()
    await drafts.keep(entered)
    memory.become('locked')
    await drafts.discard(key)
    expect(memory.entries.size).toBe(1)
    expect(await drafts.read(key)).toBeNull()
    memory.become('willing')
    await clock.pass(minute)
    await drafts.read(key)
    expect(memory.entries.size).toBe(0)
    expect(settings.read().draftEntries.entries).toEqual([])
  })

  it('does not keep the application from ending', async () => {
    const { drafts, settings } = await run()
    await settings.change({ deleteDraftsOnQuit: true })
    await drafts.keep(entered)
    memory.become('silent')
    expect((await timed(drafts.end())).took).toBeLessThan(1000)
    expect(memory.running()).toBe(0)
    // The next run catches up.
    memory.become('willing')
    await outcomeOf(run())
    expect(memory.entries.size).toBe(0)
  })

  it('may hold something else under the name of an entry', async () => {
    const { drafts } = await run()
    await drafts.keep(entered)
    for (const text of ['', 'no JSON', '[]', '{"values":{"username":1},"expiresAt":1}']) {
      memory.entries.set(account, text)
      expect(await drafts.read(key)).toMatchObject({ fields, values: null, keptIn: null })
    }
  })
})

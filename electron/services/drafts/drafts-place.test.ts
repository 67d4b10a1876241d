import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EnteredDraft } from './drafts-service.ts'
import { createKeychain } from '../../keychain/keychain.ts'
import { createManualClock } from '../../keychain/testing/manual-clock.ts'
import { createMemoryKeychain } from '../../keychain/testing/memory-keychain.ts'
import { openSettings } from '../settings/settings.ts'
import { createDrafts } from './drafts-service.ts'

// Settings promised the keychain while the wizard said that there is none.

const entered: EnteredDraft = {
  context: 'prod-eu-1',
  type: 'password',
  fields: {
    place: null,
    name: 'Git',
    description: '',
    kubernetesName: null,
    source: 'new',
    secretName: '',
    registryUrl: '',
  },
  values: { password: 'FAKE-6e1f' },
}

let folder: string
const memory = createMemoryKeychain()
const clock = createManualClock()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-drafts-'))
  memory.become('willing')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function run() {
  const settings = await openSettings(join(folder, 'settings.json'))
  return createDrafts({ settings, keychain: createKeychain({ start: memory.start, clock }), clock })
}

test('before anything is entered, the keychain itself is asked', async () => {
  expect(await (await run()).place()).toBeNull()
  memory.become('missing')
  expect(await (await run()).place()).toBe('no-keychain')
})

test.each([
  ['missing', 'no-keychain'],
  ['locked', 'locked'],
  ['choosy', 'refused'],
] as const)('a keychain that is %s: the same reason is given again', async (mood, reason) => {
  memory.become(mood)
  const drafts = await run()
  expect(await drafts.keep(entered)).toMatchObject({ keptIn: 'memory', reason })
  expect(await drafts.place()).toBe(reason)
})

test('what the keychain took after all is reported as there', async () => {
  const drafts = await run()
  memory.become('choosy')
  await drafts.keep(entered)
  memory.become('willing')
  expect(await drafts.keep(entered)).toMatchObject({ keptIn: 'keychain' })
  expect(await drafts.place()).toBeNull()
})

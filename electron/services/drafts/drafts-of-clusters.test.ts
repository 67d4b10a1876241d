import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ClusterIdentity } from '../../../shared/cluster-marks.ts'
import { createKeychain } from '../../keychain/keychain.ts'
import { createManualClock } from '../../keychain/testing/manual-clock.ts'
import { createMemoryKeychain } from '../../keychain/testing/memory-keychain.ts'
import { openSettings } from '../settings/settings.ts'
import { createDrafts } from './drafts-service.ts'

const context = 'kubernetes-admin@kubernetes'
const key = { context, type: 'password' as const }
const draftOf = (name: string, password: string) => ({
  ...key,
  fields: {
    ...{ place: null, name, description: '', kubernetesName: null },
    ...{ source: 'new' as const, secretName: '', registryUrl: '' },
  },
  values: { password },
})
const staging: ClusterIdentity = { context, file: '/k/staging', server: 'https://10.0.0.1:6443' }
const production: ClusterIdentity = { context, file: '/k/production', server: 'https://10.0.0.2:6443' }

let folder: string
const memory = createMemoryKeychain()
const clock = createManualClock()
let open: ClusterIdentity | null = null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-drafts-'))
  memory.become('willing')
  open = null
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function run() {
  const settings = await openSettings(join(folder, 'settings.json'))
  const keychain = createKeychain({ start: memory.start, clock })
  return createDrafts({ settings, keychain, clock, placeOf: () => open })
}

test('two clusters of one context name have their own drafts, also after a restart', async () => {
  const drafts = await run()
  open = staging
  await drafts.keep(draftOf('Of staging', 'FAKE-s1'))
  open = production
  expect(await drafts.read(key)).toBeNull()
  expect(drafts.waiting({ context })).toEqual([])
  await drafts.keep(draftOf('Of production', 'FAKE-p1'))

  const later = await run()
  open = staging
  expect(await later.read(key)).toMatchObject({
    fields: { name: 'Of staging' },
    values: { password: 'FAKE-s1' },
  })
  // The same server in another notation.
  open = { ...production, server: 'https://10.0.0.2:6443/' }
  expect(await later.read(key)).toMatchObject({
    fields: { name: 'Of production' },
    values: { password: 'FAKE-p1' },
  })
  await later.discard(key)
  expect(await later.read(key)).toBeNull()
  open = staging
  expect(later.waiting({ context })).toEqual([{ type: 'password' }])
  expect(await later.read(key)).toMatchObject({ values: { password: 'FAKE-s1' } })
})

test('a draft that is kept as its context is closed belongs to the cluster that it was open with', async () => {
  const drafts = await run()
  open = staging
  await drafts.read(key)
  open = null
  await drafts.keep(draftOf('Of staging', 'FAKE-s2'))
  open = production
  expect(await drafts.read(key)).toBeNull()
  open = staging
  expect(await drafts.read(key)).toMatchObject({ fields: { name: 'Of staging' } })
})

test('a draft of an earlier version, which has no cluster, is offered until it is kept again', async () => {
  const earlier = await run()
  await earlier.keep(draftOf('Older', 'FAKE-o1'))
  const drafts = await run()
  open = production
  expect(await drafts.read(key)).toMatchObject({ fields: { name: 'Older' } })
  await drafts.keep(draftOf('Older', 'FAKE-o1'))
  open = staging
  expect(await drafts.read(key)).toBeNull()
})

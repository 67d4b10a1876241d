import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { entryField } from '../../../shared/contract/drafts.ts'
import { inFolder } from '../../base/testing/in-folder.ts'
import { createKeychain } from '../../keychain/keychain.ts'
import { createManualClock } from '../../keychain/testing/manual-clock.ts'
import { createMemoryKeychain } from '../../keychain/testing/memory-keychain.ts'
import { openSettings } from '../settings/settings.ts'
import { createDrafts } from './drafts-service.ts'

test('a draft keeps keys and the names of files among the settings, and what was typed as values', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'settings.json')
    const clock = createManualClock()
    const settings = await openSettings(file)
    const keychain = createKeychain({ start: createMemoryKeychain().start, clock })
    const drafts = createDrafts({ settings, keychain, clock })
    const key = { context: 'prod-eu-1', type: 'generic' as const }
    const fields = {
      ...{ place: null, name: '', description: '', kubernetesName: null, source: 'new' as const },
      ...{ secretName: '', registryUrl: '', format: 'keys' as const },
      entries: [
        { key: 'HF_TOKEN', file: null },
        { key: 'ca.der', file: { name: 'halden-ca.der', size: 6348 } },
      ],
    }
    const values = { [entryField(0)]: 'hf_hunter2' }
    await drafts.keep({ ...key, fields, values })
    expect(await drafts.read(key)).toMatchObject({ fields, values, keptIn: 'keychain' })
    const stored = await readFile(file, 'utf8')
    expect(stored).toContain('halden-ca.der')
    expect(stored).not.toContain('hunter2')
    const again = await openSettings(file)
    expect(again.read().drafts).toMatchObject([{ ...key, fields }])
    await drafts.end()
    await settings.settled()
  }))

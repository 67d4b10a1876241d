import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inFolder } from '../../base/testing/in-folder.ts'
import { createKeychain } from '../../keychain/keychain.ts'
import { createManualClock } from '../../keychain/testing/manual-clock.ts'
import { createMemoryKeychain } from '../../keychain/testing/memory-keychain.ts'
import { openSettings } from '../settings/settings.ts'
import { createDrafts } from './drafts-service.ts'

const wizard = { context: 'prod', type: 'password' as const }
const rotation = (name: string, uid: string) => ({
  ...wizard,
  rotated: { namespace: 'runai-a', name, uid },
})
const fields = {
  ...{ place: null, name: '', description: '', kubernetesName: null, source: 'new' as const },
  ...{ secretName: '', registryUrl: '', format: null },
}

test('what is entered for a rotation is kept only for that secret, apart from the wizard of its type', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'settings.json')
    const clock = createManualClock()
    const memory = createMemoryKeychain()
    const run = async () => {
      const settings = await openSettings(file)
      const keychain = createKeychain({ start: memory.start, clock })
      return { settings, drafts: createDrafts({ settings, keychain, clock }) }
    }
    const first = await run()
    const [harbor, other] = [rotation('harbor', 'u1'), rotation('other', 'u2')]
    await first.drafts.keep({ ...harbor, fields, values: { password: 'hunter1' } })
    await first.drafts.keep({ ...wizard, fields, values: { password: 'hunter2' } })
    await first.drafts.keep({ ...other, fields, values: { password: 'hunter3' } })
    // The wizard's draft is discarded, as when it is finished.
    await first.drafts.discard(wizard)
    await first.drafts.end()
    await first.settings.settled()
    expect(await readFile(file, 'utf8')).not.toContain('hunter')

    const { settings, drafts } = await run()
    expect((await drafts.read(harbor))?.values).toEqual({ password: 'hunter1' })
    expect((await drafts.read(other))?.values).toEqual({ password: 'hunter3' })
    expect(await drafts.read(wizard)).toBeNull()
    // A recreated secret with the same name gets no offer.
    expect(await drafts.read(rotation('harbor', 'u9'))).toBeNull()
    await drafts.discard(harbor)
    expect(await drafts.read(harbor)).toBeNull()
    expect((await drafts.read(other))?.values).toEqual({ password: 'hunter3' })
    await drafts.end()
    await settings.settled()
  }))

test('what waits in a context is reported without what was typed, and every change of it is announced', () =>
  inFolder(async (folder) => {
    const clock = createManualClock()
    const settings = await openSettings(join(folder, 'settings.json'))
    const keychain = createKeychain({ start: createMemoryKeychain().start, clock })
    let changes = 0
    const drafts = createDrafts({ settings, keychain, clock, onChange: () => void (changes += 1) })
    const key = rotation('harbor', 'u-1')
    await drafts.keep({ ...wizard, fields: { ...fields, name: 'Typed' }, values: null })
    await drafts.keep({ ...key, fields, values: null })
    await drafts.keep({ ...wizard, context: 'lab', fields, values: null })
    expect(drafts.waiting({ context: 'prod' })).toEqual([
      { type: 'password', rotated: key.rotated },
      { type: 'password' },
    ])
    await drafts.discard(key)
    expect(drafts.waiting({ context: 'prod' })).toEqual([{ type: 'password' }])
    expect(changes).toBe(4)
    await drafts.end()
  }))

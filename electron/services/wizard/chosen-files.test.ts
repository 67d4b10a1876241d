import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { valueLimit } from '../../../shared/credential-fields.ts'
import { failureOf } from '../../../shared/failure.ts'
import { inFolder } from '../../base/testing/in-folder.ts'
import { createManualClock } from '../../keychain/testing/manual-clock.ts'
import { createChosenFiles } from './chosen-files.ts'

const context = 'lab'

function makeFiles() {
  let path: string | null = null
  const clock = createManualClock()
  const files = createChosenFiles({ chooseFile: () => Promise.resolve(path), clock })
  const choose = (chosen: string | null, inContext = context) => {
    path = chosen
    return files.choose({ context: inContext })
  }
  return {
    clock,
    files,
    choose,
    async chooseNew(folder: string, content: string | Uint8Array, inContext = context) {
      const file = join(folder, 'value.bin')
      await writeFile(file, content)
      const chosen = await choose(file, inContext)
      if (chosen === null) throw new Error('nothing was chosen')
      return chosen
    },
    has: (id: string): boolean => {
      try {
        return files.bytesOf({ kind: 'file', id }).length > 0
      } catch (error) {
        expect(failureOf(error)?.code).toBe('chosen-file-gone')
        return false
      }
    },
  }
}

describe('a chosen file', () => {
  it('is described by a random id, its name, size and whether it is text; its bytes stay here as they are', async () => {
    await inFolder(async (folder) => {
      const made = makeFiles()
      const bytes = Uint8Array.of(0xff, 0x00, 0x0d, 0x0a)
      const binary = await made.chooseNew(folder, bytes)
      expect(binary).toEqual({ id: binary.id, name: 'value.bin', size: 4, isText: false })
      expect(made.files.bytesOf({ kind: 'file', id: binary.id })).toEqual(Buffer.from(bytes))
      const text = await made.chooseNew(folder, '\ufeffgrün\r\n')
      expect(text).toMatchObject({ size: 10, isText: true })
      expect(text.id).not.toBe(binary.id)
    })
  })

  it('is none if the dialog was closed', async () => {
    expect(await makeFiles().choose(null)).toBeNull()
  })

  it('of the whole limit is read, and one byte more is refused', async () => {
    await inFolder(async (folder) => {
      const made = makeFiles()
      expect(await made.chooseNew(folder, Buffer.alloc(valueLimit, 'a'))).toMatchObject({ size: valueLimit })
      for (const size of [valueLimit + 1, 5 * valueLimit])
        await expect(made.chooseNew(folder, Buffer.alloc(size, 'a'))).rejects.toMatchObject({
          failure: { code: 'chosen-file-unreadable', name: 'value.bin', reason: 'too-large' },
        })
    })
  })

  it('that is a folder, a pipe, a device, empty or away is refused with the reason', async () => {
    await inFolder(async (folder) => {
      const { choose } = makeFiles()
      const at = (name: string) => join(folder, name)
      await mkdir(at('folder'))
      await writeFile(at('empty'), '')
      const reasons: Record<string, string> = { folder: 'EISDIR', empty: 'empty', away: 'ENOENT' }
      if (process.platform !== 'win32') {
        execFileSync('mkfifo', [at('pipe')])
        reasons.pipe = 'not-a-file'
      }
      for (const [name, reason] of Object.entries(reasons))
        await expect(choose(at(name))).rejects.toMatchObject({
          failure: { code: 'chosen-file-unreadable', name, reason },
        })
      if (process.platform === 'linux')
        await expect(choose('/dev/zero')).rejects.toMatchObject({ failure: { reason: 'not-a-file' } })
    })
  })

  it('is forgotten when it is released, when its context is closed, and after an hour', async () => {
    await inFolder(async (folder) => {
      const made = makeFiles()
      const used = await made.chooseNew(folder, 'used')
      const elsewhere = await made.chooseNew(folder, 'elsewhere', 'other')
      const left = await made.chooseNew(folder, 'left')
      made.files.letGo([used.id])
      expect([used, elsewhere, left].map(({ id }) => made.has(id))).toEqual([false, true, true])
      made.files.letGoOf(context)
      expect([elsewhere, left].map(({ id }) => made.has(id))).toEqual([true, false])
      await made.clock.pass(59 * 60_000)
      expect(made.has(elsewhere.id)).toBe(true)
      await made.clock.pass(60_000)
      expect(made.has(elsewhere.id)).toBe(false)
    })
  })

  it('makes room for newer ones', async () => {
    await inFolder(async (folder) => {
      const made = makeFiles()
      const ids: string[] = []
      for (let count = 0; count < 17; count += 1)
        ids.push((await made.chooseNew(folder, Buffer.alloc(valueLimit, 'a'))).id)
      expect(ids.map(made.has)).toEqual([false, ...ids.slice(1).map(() => true)])
    })
  })
})

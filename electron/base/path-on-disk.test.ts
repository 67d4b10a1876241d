import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inFolder } from './testing/in-folder.ts'
import { pathOnDisk } from './path-on-disk.ts'

const bytes = (...parts: (string | number | Buffer)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(typeof part === 'number' ? [part] : part)))

// Only on Linux are names arbitrary bytes.
describe.runIf(process.platform === 'linux')('a name that isn’t UTF-8', () => {
  it('is found by the text that stands for it, in folders of such names as well', async () => {
    await inFolder(async (folder) => {
      const inside = bytes(folder, '/M', 0xfc, 'ller')
      await mkdir(inside)
      await writeFile(bytes(inside, '/caf', 0xe9, '.csv'), 'here')
      const found = await pathOnDisk(join(folder, 'M\uFFFDller', 'caf\uFFFD.csv'))
      expect(await readFile(found, 'utf8')).toBe('here')
    })
  })

  it('is not guessed if several look the same, and not needed for a name with that character', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'real\uFFFD.csv'), '')
      expect(await pathOnDisk(join(folder, 'real\uFFFD.csv'))).toBe(join(folder, 'real\uFFFD.csv'))
      for (const byte of [0xe8, 0xe9]) await writeFile(bytes(folder, '/caf', byte, '.csv'), '')
      await expect(pathOnDisk(join(folder, 'caf\uFFFD.csv'))).rejects.toMatchObject({ code: 'ENOENT' })
      await expect(pathOnDisk(join(folder, 'none\uFFFD.csv'))).rejects.toMatchObject({ code: 'ENOENT' })
    })
  })
})

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { expect, it } from 'vitest'
import { failureOf } from '../../../shared/failure.ts'
import { inFolder } from '../../base/testing/in-folder.ts'
import { openSettings } from '../settings/settings.ts'
import { createOwnAuthorities } from './own-authorities.ts'

const [one = '', other = ''] = rootCertificates

async function open(folder: string, chosen: () => string | null) {
  const settings = await openSettings(join(folder, 'settings.json'))
  return createOwnAuthorities({ settings, chooseFile: () => Promise.resolve(chosen()) })
}

it('the user’s own authorities are read from the chosen file, also after a restart, until they are removed', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'own.pem')
    await writeFile(file, `# ours\n${one}\n${other}\n`)
    const own = await open(folder, () => file)
    expect(await own.told()).toBeNull()
    expect(await own.choose()).toEqual({ file, count: 2, reason: '' })
    const again = await open(folder, () => null)
    expect(await again.choose()).toEqual({ file, count: 2, reason: '' })
    await again.forget()
    expect(await again.told()).toBeNull()
  }))

it('a file without a certificate is refused, and what was chosen before stays', () =>
  inFolder(async (folder) => {
    const [file, key] = [join(folder, 'own.pem'), join(folder, 'key.pem')]
    await writeFile(file, one)
    await writeFile(key, '-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n')
    let chosen = file
    const own = await open(folder, () => chosen)
    await own.choose()
    for (const [next, reason] of [
      [key, 'no-certificate'],
      [folder, 'EISDIR'],
      [join(folder, 'none'), 'ENOENT'],
    ] as const) {
      chosen = next
      const error: unknown = await own.choose().catch((thrown: unknown) => thrown)
      expect(failureOf(error)).toEqual({ code: 'authorities-unreadable', file: next, reason })
    }
    expect(await own.told()).toMatchObject({ file, count: 1 })
  }))

it('a file that is gone is reported, and no test goes on without what the user trusts', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'own.pem')
    await writeFile(file, one)
    const own = await open(folder, () => file)
    await own.choose()
    await writeFile(file, 'nothing')
    expect(await own.told()).toEqual({ file, count: 0, reason: 'no-certificate' })
    const error: unknown = await own.all({}).catch((thrown: unknown) => thrown)
    expect(failureOf(error)?.code).toBe('authorities-unreadable')
  }))

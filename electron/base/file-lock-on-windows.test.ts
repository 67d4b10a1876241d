import type * as Files from 'node:fs/promises'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fileError } from './file-error.ts'
import { withFileLock } from './file-lock.ts'
import { inFolder } from './testing/in-folder.ts'

/** How often each call is refused for the lock file itself. */
const refusals = vi.hoisted(() => new Map<string, number>())

vi.mock('node:fs/promises', async (importOriginal) => {
  const actual = await importOriginal<typeof Files>()
  const refusing = (name: 'link' | 'readFile' | 'rm' | 'writeFile') =>
    ((...request: unknown[]) => {
      const left = refusals.get(name) ?? 0
      if (left > 0 && request.some((part) => String(part).endsWith('/lock'))) {
        refusals.set(name, left - 1)
        return Promise.reject(fileError('EPERM', name))
      }
      return (actual[name] as (...same: unknown[]) => unknown)(...request)
    }) as never
  const refused = { link: refusing('link'), readFile: refusing('readFile') }
  return { ...actual, ...refused, rm: refusing('rm'), writeFile: refusing('writeFile') }
})

const { platform } = process
beforeEach(() => void Object.defineProperty(process, 'platform', { value: 'win32' }))
afterEach(() => {
  Object.defineProperty(process, 'platform', { value: platform })
  refusals.clear()
})

// https://github.com/SII-Holos/synergy/pull/1270
it('takes and leaves a lock although Windows refuses each step at first, as while the file is being removed', () =>
  inFolder(async (folder) => {
    for (const name of ['link', 'writeFile', 'readFile', 'rm']) refusals.set(name, 2)
    expect(await withFileLock(join(folder, 'lock'), () => Promise.resolve('done'))).toBe('done')
    expect([...refusals.values()]).toEqual([0, 0, 0, 0])
    expect(await readdir(folder)).toEqual([])
  }))

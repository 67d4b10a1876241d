import { describe, expect, it, vi } from 'vitest'
import { fileError, reasonOf } from './file-error.ts'
import { retryWhileInUse } from './while-in-use.ts'

describe('a file that another program looks at on Windows', () => {
  const inUse = fileError('EPERM', 'rename')
  const code = (operation: () => Promise<unknown>, platform: NodeJS.Platform) =>
    retryWhileInUse(operation, platform).then(() => null, reasonOf)

  it('is used a moment later', async () => {
    const move = vi.fn<() => Promise<void>>().mockRejectedValueOnce(inUse).mockResolvedValueOnce()
    expect(await code(move, 'win32')).toBeNull()
    expect(move).toHaveBeenCalledTimes(2)
  })

  it('is reported if that takes long', async () => {
    const move = vi.fn<() => Promise<void>>().mockRejectedValue(inUse)
    expect(await code(move, 'win32')).toBe('EPERM')
    expect(move).toHaveBeenCalledTimes(6)
  })

  it('is reported at once if it’s gone, and on other systems, where the code means a missing permission', async () => {
    const move = vi.fn<() => Promise<void>>().mockRejectedValueOnce(fileError('ENOENT', 'rename'))
    expect(await code(move, 'win32')).toBe('ENOENT')
    move.mockRejectedValueOnce(inUse)
    expect(await code(move, 'linux')).toBe('EPERM')
    expect(move).toHaveBeenCalledTimes(2)
  })
})

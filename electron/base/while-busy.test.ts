import { describe, expect, it, vi } from 'vitest'
import { fileError, reasonOf } from './file-error.ts'
import { retryWhileBusy } from './while-busy.ts'

describe('a file that another program looks at on Windows', () => {
  const inUse = fileError('EPERM', 'rename')
  const code = (operation: () => Promise<unknown>, platform: NodeJS.Platform) =>
    retryWhileBusy(operation, platform).then(() => null, reasonOf)

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

it.each(['linux', 'darwin', 'win32'] as const)('waits on %s until fewer files are open', async (platform) => {
  const read = vi.fn<() => Promise<string>>().mockRejectedValueOnce(fileError('EMFILE', 'open'))
  read.mockResolvedValueOnce('content')
  expect(await retryWhileBusy(read, platform)).toBe('content')
})

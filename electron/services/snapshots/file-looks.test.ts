import { readdir, type stat } from 'node:fs/promises'
import { describe, expect, it, vi } from 'vitest'
import { createFileLooks } from './file-looks.ts'

/** A drive that doesn't answer until released. */
function lostDrive() {
  const held: ((error: Error) => void)[] = []
  const hang = vi.fn(() => new Promise<never>((_, reject) => held.push(reject)))
  return {
    hang,
    disk: { stat: hang as unknown as typeof stat, readdir },
    letGo: () => {
      for (const reject of held.splice(0)) reject(Object.assign(new Error('gone'), { code: 'EIO' }))
    },
  }
}

const late = { failure: { code: 'file-unreadable', reason: 'ETIMEDOUT' } }

describe('a look at a file', () => {
  it('reports its system’s code if it can’t be read', async () => {
    await expect(createFileLooks().mark('/nonexistent/x')).rejects.toMatchObject({
      failure: { code: 'file-unreadable', file: '/nonexistent/x', reason: 'ENOENT' },
    })
  })

  it('gives up on a network drive that went away, and asks it only once', async () => {
    const { disk, hang, letGo } = lostDrive()
    const looks = createFileLooks(20, disk)
    await expect(looks.mark('/net/a')).rejects.toMatchObject(late)
    await expect(looks.mark('/net/a')).rejects.toMatchObject(late)
    expect(hang).toHaveBeenCalledTimes(1)
    letGo()
  })

  it('leaves threads for all other files, however many of that drive are asked for', async () => {
    const { disk, hang, letGo } = lostDrive()
    const looks = createFileLooks(20, disk)
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await expect(looks.mark(`/net/${name}`)).rejects.toMatchObject(late)
    }
    expect(hang).toHaveBeenCalledTimes(2)
    letGo()
    await vi.waitFor(() => {
      const asking = looks.mark('/net/f')
      asking.catch(() => undefined)
      expect(hang).toHaveBeenCalledTimes(3)
    })
    letGo()
  })
})

import { describe, expect, it } from 'vitest'
import { createKnownFiles, type ReadChoice } from './known-files.ts'

function knownFiles(recent: string[] = [], readAs: ReadChoice[] = []) {
  const kept = { recent, readAs }
  const files = createKnownFiles({
    recent: () => kept.recent,
    keepRecent: (paths) => {
      kept.recent = paths
      return Promise.resolve()
    },
    readAs: () => kept.readAs,
    keepReadAs: (choices) => {
      kept.readAs = choices
      return Promise.resolve()
    },
  })
  return { kept, files }
}

describe('the files that may be read', () => {
  it('are named by ids that nobody can guess, the same one for the same path', () => {
    const { files } = knownFiles()
    const { id, ...shown } = files.add('/home/m/a.csv')
    expect(shown).toEqual({ name: 'a.csv', folder: '/home/m' })
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(files.add('/home/m/a.csv').id).toBe(id)
    expect(files.add('/home/m/b.csv').id).not.toBe(id)
    expect(files.of(id).path).toBe('/home/m/a.csv')
  })

  it('can’t be named by a path that the window chooses, nor by ids of another run', () => {
    const { files } = knownFiles(['/home/m/a.csv'])
    const elsewhere = knownFiles().files.add('/home/m/a.csv').id
    for (const attempt of ['/etc/shadow', '/home/m/a.csv', '../a.csv', elsewhere, '0', '', '__proto__']) {
      expect(() => files.of(attempt)).toThrow('input-invalid')
    }
  })

  it('remembers the last twenty that were opened, and forgets one', async () => {
    const { files, kept } = knownFiles()
    const open = (number: number) => files.opened(files.of(files.add(`/a/${number}.csv`).id))
    for (let number = 0; number < 25; number++) await open(number)
    await open(7)
    const numbers = files.recent().map(({ name }) => Number(name.replace('.csv', '')))
    expect(numbers).toEqual([7, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 6, 5])
    expect(kept.recent).toHaveLength(20)
    await files.forget(files.recent()[0]?.id ?? '')
    expect(files.recent()[0]?.name).toBe('24.csv')
  })

  it('drops what isn’t a path from the settings', () => {
    expect(knownFiles(['relative.csv', '/a/\0b', '/a/b.csv']).files.recent()).toHaveLength(1)
  })

  it('opens a file even if the list of recent ones can’t be written', async () => {
    const fail = () => Promise.reject(new Error('full'))
    const files = createKnownFiles({
      recent: () => [],
      keepRecent: fail,
      readAs: () => [],
      keepReadAs: fail,
    })
    await expect(files.opened(files.of(files.add('/a/b.csv').id))).resolves.toBeUndefined()
  })

  it('remember how they are to be read, for as many as are useful, until that is changed', async () => {
    const { files, kept } = knownFiles()
    const { id } = files.add('/a/x.csv')
    await files.sayReadAs(id, { encoding: 'Windows-1251', titlesAt: 3 })
    expect(files.of(id).as).toEqual({ encoding: 'Windows-1251', titlesAt: 3 })
    const later = knownFiles([], kept.readAs).files
    expect(later.of(later.add('/a/x.csv').id).as).toEqual({ encoding: 'Windows-1251', titlesAt: 3 })
    await files.sayReadAs(id, { delimiter: ';' })
    expect(kept.readAs).toEqual([{ path: '/a/x.csv', as: { delimiter: ';' } }])
    await files.sayReadAs(id, { delimiter: undefined })
    expect([files.of(id).as, kept.readAs]).toEqual([undefined, []])
    await files.sayReadAs(id, { titlesAt: 0 })
    await files.forget(id)
    expect(kept.readAs).toEqual([])
    for (let number = 0; number < 210; number++)
      await files.sayReadAs(files.add(`/a/${number}.csv`).id, { titlesAt: number })
    expect(kept.readAs).toHaveLength(200)
    expect(kept.readAs[0]).toEqual({ path: '/a/209.csv', as: { titlesAt: 209 } })
  })
})

import { appendFileSync } from 'node:fs'
import { appendFile, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { watchKubeconfig } from './watch-kubeconfig.ts'

const cleaning: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean()
})

async function watched(name: string) {
  const home = await mkdtemp(join(tmpdir(), 'credenza-watch-'))
  cleaning.push(() => rm(home, { recursive: true, force: true }))
  const file = join(home, name)
  const waiting: (() => void)[] = []
  const seen = { changes: 0 }
  const watcher = watchKubeconfig(
    () => [file],
    () => {
      seen.changes += 1
      for (const resolve of waiting.splice(0)) resolve()
    },
  )
  cleaning.push(watcher.stop)
  await watcher.ready
  return { home, file, seen, next: () => new Promise<void>((resolve) => waiting.push(resolve)) }
}

describe('the files of the kubeconfig', () => {
  it('are taken up when they are written, replaced and removed', async () => {
    const { home, file, next, seen } = await watched('config')
    await writeFile(join(home, 'one'), 'a')
    await writeFile(join(home, 'two'), 'ccc')
    // Each in one step, since a busy machine may take longer between two than changes are reported once for.
    for (const change of [
      () => rename(join(home, 'one'), file),
      () => appendFile(file, 'b'),
      () => rename(join(home, 'two'), file),
      () => rm(file),
    ]) {
      const told = next()
      await change()
      await told
    }
    expect(seen.changes).toBe(4)
  })

  it('are taken up in a folder in which something else is always written', async () => {
    const { home, file, next } = await watched('config')
    const busy = setInterval(() => appendFileSync(join(home, 'log'), '.'), 5)
    cleaning.push(() => clearInterval(busy))
    const told = next()
    await writeFile(file, 'a')
    await told
  })

  it('are taken up when their folder is made only later, and made again', async () => {
    const { home, file, next } = await watched('.kube/config')
    for (let round = 0; round < 2; round += 1) {
      const told = next()
      await mkdir(join(home, '.kube'))
      await writeFile(file, `round ${round}`)
      await told
      const gone = next()
      await rm(join(home, '.kube'), { recursive: true })
      await gone
    }
  })

  it('are not read again for what happens to other files next to them', async () => {
    const { home, file, next, seen } = await watched('config')
    await writeFile(join(home, 'other'), 'x')
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(seen.changes).toBe(0)
    const told = next()
    await rename(join(home, 'other'), file)
    await told
    expect(seen.changes).toBe(1)
  })

  describe('behind links', () => {
    it('are taken up when the file that a link leads to changes in its own folder, in place and by rename', async () => {
      const { home, file, next } = await watched('.kube/config')
      await mkdir(join(home, '.kube'))
      await mkdir(join(home, 'dotfiles'))
      await writeFile(join(home, 'dotfiles/config'), 'a')
      const linked = next()
      await symlink('../dotfiles/config', file)
      await linked
      for (const change of [
        () => writeFile(join(home, 'dotfiles/config'), 'bb'),
        () => writeFile(join(home, 'dotfiles/new'), 'ccc'),
      ]) {
        const told = next()
        await change()
        await rename(join(home, 'dotfiles/new'), join(home, 'dotfiles/config')).catch(() => undefined)
        await told
      }
      expect(await readFile(file, 'utf8')).toBe('ccc')
    })

    it('are taken up at the end of a chain of links, and where one of it is turned', async () => {
      const { home, file, next } = await watched('config')
      for (const folder of ['one', 'two', 'three']) await mkdir(join(home, folder))
      await writeFile(join(home, 'three/config'), 'a')
      await symlink(join(home, 'three/config'), join(home, 'two/config'))
      await symlink('../two/config', join(home, 'one/config'))
      const linked = next()
      await symlink('one/config', file)
      await linked
      const changed = next()
      await writeFile(join(home, 'three/config'), 'bb')
      await changed
      await writeFile(join(home, 'three/other'), 'ccc')
      const turned = next()
      await symlink(join(home, 'three/other'), join(home, 'two/new'))
      await rename(join(home, 'two/new'), join(home, 'two/config'))
      await turned
      expect(await readFile(file, 'utf8')).toBe('ccc')
    })

    it('are taken up when a linked folder is exchanged, as Kubernetes does with ..data', async () => {
      const { home, file, next } = await watched('mount/config')
      const mount = join(home, 'mount')
      await mkdir(join(mount, '..2026_1'), { recursive: true })
      await writeFile(join(mount, '..2026_1/config'), 'a')
      await symlink('..2026_1', join(mount, '..data'))
      const appeared = next()
      await symlink('..data/config', file)
      await appeared
      await mkdir(join(mount, '..2026_2'))
      await writeFile(join(mount, '..2026_2/config'), 'bb')
      const told = next()
      await symlink('..2026_2', join(mount, '..data_tmp'))
      await rename(join(mount, '..data_tmp'), join(mount, '..data'))
      await told
      expect(await readFile(file, 'utf8')).toBe('bb')
    })

    it('are taken up when what a link leads to is made only later, and links in a circle hold up nothing', async () => {
      const { home, file, next } = await watched('config')
      const told = next()
      await symlink(join(home, 'later/config'), file)
      await mkdir(join(home, 'later'))
      await writeFile(join(home, 'later/config'), 'a')
      await told
      const gone = next()
      await rm(file)
      await symlink('config', file)
      await gone
      const there = next()
      await rm(file)
      await writeFile(file, 'b')
      await there
    })
  })
})

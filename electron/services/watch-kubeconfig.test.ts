import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
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
    for (const change of [
      () => writeFile(file, 'a'),
      () => writeFile(file, 'bb'),
      () => writeFile(join(home, 'new'), 'ccc').then(() => rename(join(home, 'new'), file)),
      () => rm(file),
    ]) {
      const told = next()
      await change()
      await told
    }
    expect(seen.changes).toBe(4)
  })

  it('are taken up when their folder is made only later, and made anew', async () => {
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

  it('are not read anew for what happens to other files beside them', async () => {
    const { home, file, next, seen } = await watched('config')
    await writeFile(join(home, 'other'), 'x')
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(seen.changes).toBe(0)
    const told = next()
    await writeFile(file, 'a')
    await told
    expect(seen.changes).toBe(1)
  })
})

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inFolder } from '../../base/testing/in-folder.ts'
import { placesOf } from './kubeconfig-files.ts'

it('splits KUBECONFIG at semicolons on Windows, and takes quotes off', async () => {
  const environment = { KUBECONFIG: 'C:\\one;"D:\\t;wo";;' }
  expect(await placesOf({ environment, home: 'C:\\home', platform: 'win32' })).toEqual([
    { source: 'environment', path: 'C:\\one' },
    { source: 'environment', path: 'D:\\t;wo' },
  ])
})

it('looks on Windows in the first home folder that has a kubeconfig, as kubectl does', () =>
  inFolder(async (folder) => {
    const [own, drive, profile] = ['own', 'drive', 'profile'].map((name) => join(folder, name))
    const pathIn = (home = '') => join(home, '.kube', 'config')
    const create = async (home = '') => {
      await mkdir(join(home, '.kube'), { recursive: true })
      await writeFile(pathIn(home), '')
    }
    const found = async (environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = 'win32') =>
      (await placesOf({ environment, home: String(profile), platform }))[0]?.path
    const all = { HOME: own, HOMEDRIVE: folder, HOMEPATH: '/drive' }
    expect(await found(all)).toBe(pathIn(profile))
    await create(drive)
    expect(await found(all)).toBe(pathIn(drive))
    expect(await found({ HOMEDRIVE: folder })).toBe(pathIn(profile))
    await create(own)
    expect(await found(all)).toBe(pathIn(own))
    expect(await found(all, 'linux')).toBe(pathIn(profile))
  }))

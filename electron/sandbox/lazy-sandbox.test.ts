import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { usualSandboxVersion } from '../../shared/sandbox.ts'
import { createLazySandbox } from './lazy-sandbox.ts'
import type { SandboxProblems } from './lazy-sandbox.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-lazy-'))
  file = join(folder, 'sandbox.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function listen() {
  const sandbox = createLazySandbox({ file, version: () => usualSandboxVersion })
  const told: SandboxProblems[] = []
  sandbox.onProblems((problems) => told.push(problems))
  return { sandbox, told }
}

it('leaves no file behind while it is only asked what goes wrong in it', async () => {
  const { sandbox, told } = listen()
  expect(await sandbox.faults()).toMatchObject({ isDead: false, failEvery: 0 })
  await sandbox.close()
  expect(await readdir(folder)).toEqual([])
  expect(told).toEqual([])
})

it('reports what goes wrong in it once it is open', async () => {
  const { sandbox } = listen()
  const opened = await sandbox.open()
  opened.switchFaults({ isReadOnly: true })
  expect(await sandbox.faults()).toMatchObject({ isReadOnly: true })
  expect(await sandbox.open()).toBe(opened)
  await sandbox.close()
})

it('reports that its file couldn’t be read and where it is now', async () => {
  await writeFile(file, 'no JSON')
  const { sandbox, told } = listen()
  await sandbox.open()
  const reading = { file, setAside: expect.stringContaining('.broken-') as string }
  expect(told).toEqual([{ reading: expect.objectContaining(reading) as object, writing: null }])
  expect(sandbox.problems()).toEqual(told[0])
  await sandbox.close()
})

it('reports once that its file can’t be written, and when it could be again', async () => {
  const { sandbox, told } = listen()
  const opened = await sandbox.open()
  await opened.flush()
  await rm(file)
  await mkdir(join(file, 'in-its-place'), { recursive: true })
  for (let attempt = 0; attempt < 2; attempt++) {
    opened.reset()
    await expect(opened.flush()).rejects.toThrow()
  }
  expect(told).toEqual([{ reading: null, writing: { file, reason: expect.stringMatching(/^E/) as string } }])
  await rm(file, { recursive: true })
  await opened.flush()
  expect(told.at(-1)).toEqual({ reading: null, writing: null })
  await sandbox.close()
})

it('tries again after it couldn’t be opened', async () => {
  let attempts = 0
  const sandbox = createLazySandbox({
    version: () => usualSandboxVersion,
    file,
    create: () => {
      attempts += 1
      return Promise.reject(new Error('no memory'))
    },
  })
  await expect(sandbox.open()).rejects.toThrow('no memory')
  await expect(sandbox.open()).rejects.toThrow('no memory')
  expect(attempts).toBe(2)
})

import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureFrom, samplePlugin } from '../testing/kube-samples.ts'
import { findProgram } from './find-program.ts'

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'credenza-program-')))
  for (const name of ['first', 'second']) await mkdir(join(folder, name))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function program(path: string, mode = 0o755): Promise<string> {
  const file = join(folder, path)
  await writeFile(file, '#!/bin/sh\n')
  await chmod(file, mode)
  return file
}
const find = (command: string, PATH: string, platform: NodeJS.Platform = 'linux', more = {}) =>
  findProgram(samplePlugin({ command, installHint: 'get it there' }), {
    environment: { PATH, ...more },
    platform,
  })
const paths = (...names: string[]) => names.map((name) => join(folder, name)).join(delimiter)

describe('the program that a command stands for', () => {
  it('is the first executable file on the PATH of Credenza, reported as an absolute path', async () => {
    await mkdir(join(folder, 'first/aws'))
    const aws = await program('second/aws')
    expect(await find('aws', paths('first', 'second'))).toMatchObject({ path: aws, target: aws, size: 10 })
  })

  it('is not a file that isn’t executable, a folder or a missing file', async () => {
    await program('first/aws', 0o644)
    await mkdir(join(folder, 'second/aws'))
    expect(await failureFrom(find('aws', paths('first', 'second', 'none')))).toEqual({
      code: 'plugin-missing',
      command: 'aws',
      hint: 'get it there',
    })
    expect(await failureFrom(find('aws', ''))).toMatchObject({ code: 'plugin-missing' })
  })

  it.each([
    ['an empty part', () => `${delimiter}${join(folder, 'second')}`],
    ['a dot', () => `.${delimiter}${join(folder, 'second')}`],
    ['a relative folder', () => `sub${delimiter}${join(folder, 'second')}`],
  ])('is refused if the PATH finds it by %s, even if a later folder has one', async (_, path) => {
    const before = process.cwd()
    await program('second/aws')
    await mkdir(join(folder, 'first/sub'))
    await program('first/aws')
    await program('first/sub/aws')
    process.chdir(join(folder, 'first'))
    try {
      const failure = await failureFrom(find('aws', path()))
      expect(failure).toMatchObject({ code: 'plugin-missing', command: 'aws' })
      expect((failure as { hint: string }).hint).toContain('relative folder')
    } finally {
      process.chdir(before)
    }
  })

  it('is found past a relative part that has none', async () => {
    const aws = await program('second/aws')
    expect(await find('aws', `.${delimiter}${paths('first', 'second')}`)).toMatchObject({ path: aws })
  })

  it('is the file itself if the command is a path, regardless of the PATH', async () => {
    await program('first/aws')
    const other = await program('second/aws')
    expect(await find(other, paths('first'))).toMatchObject({ path: other })
    expect(await failureFrom(find(relative(process.cwd(), other), ''))).toMatchObject({
      code: 'plugin-missing',
    })
  })

  it('says where a link leads', async () => {
    const target = await program('second/kubelogin-1.28')
    await symlink(target, join(folder, 'first/kubelogin'))
    expect(await find('kubelogin', paths('first'))).toMatchObject({
      path: join(folder, 'first/kubelogin'),
      target,
    })
  })

  it('has an ending of PATHEXT on Windows, where the current folder comes first and is refused', async () => {
    const look = (command: string, more = {}) =>
      failureFrom(find(command, 'C:\\tools;"D:\\more tools"', 'win32', more))
    // This isn't Windows: the search can only be observed in the current folder.
    const before = process.cwd()
    await program('first/aws.EXE')
    process.chdir(join(folder, 'first'))
    try {
      for (const command of ['aws', 'aws.EXE']) {
        const failure = await look(command, { Pathext: '.COM;.EXE' })
        expect((failure as { hint: string }).hint, command).toContain('relative folder')
      }
      expect(await look('aws', { PATHEXT: '.CMD' })).toMatchObject({ hint: 'get it there' })
    } finally {
      process.chdir(before)
    }
  })
})

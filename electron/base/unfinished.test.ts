import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createUnfinished, removeUnfinished, unfinishedName } from './unfinished.ts'

let folder = ''
let notes = ''
let dead = 0
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-left-'))
  notes = join(folder, 'writing')
  const ended = spawn(process.execPath, ['-e', ''])
  await once(ended, 'exit')
  dead = ended.pid!
})
afterEach(() => rm(folder, { recursive: true }))

const nameOf = async (pid: number) => (await unfinishedName()).replace(`-${process.pid}-`, `-${pid}-`)
const yesterday = () => new Date(Date.now() - 25 * 60 * 60_000)

describe('what SIGKILL left behind', () => {
  it('is removed once its process is gone, and kept while that still writes', async () => {
    const own = await unfinishedName()
    await writeFile(join(folder, await nameOf(dead)), 'cut')
    await writeFile(join(folder, own), 'going on')
    await removeUnfinished([folder], notes)
    expect(await readdir(folder)).toEqual([own])
  })

  it('of another machine or an earlier version goes when it is a day old', async () => {
    const names = [
      (await nameOf(dead)).replace(/-[0-9a-f]{8}-/, '-00000000-'),
      '.settings.json.0123456789ab.tmp',
    ]
    for (const name of names) await writeFile(join(folder, name), 'cut')
    await removeUnfinished([folder], notes)
    expect(await readdir(folder)).toEqual(names.toSorted())
    for (const name of names) await utimes(join(folder, name), yesterday(), yesterday())
    await removeUnfinished([folder], notes)
    expect(await readdir(folder)).toEqual([])
  })

  it('is never someone else’s file, a folder or a link, however old', async () => {
    const link = await nameOf(dead)
    const inner = await nameOf(dead)
    const others = ['.credenza-notes.tmp', '.a.csv.0123456789ab.tmp', 'credenza.tmp', 'precious']
    for (const name of others) {
      await writeFile(join(folder, name), 'precious')
      await utimes(join(folder, name), yesterday(), yesterday())
    }
    await symlink(join(folder, 'precious'), join(folder, link))
    await mkdir(join(folder, inner))
    await removeUnfinished([folder], notes)
    expect(await readdir(folder)).toEqual([...others, link, inner].toSorted())
  })

  it('is removed in every folder where it was noted, and so is the note', async () => {
    const elsewhere = join(folder, 'elsewhere')
    await mkdir(elsewhere)
    const unfinished = createUnfinished(notes)
    const left = join(elsewhere, await nameOf(dead))
    const going = join(elsewhere, await unfinishedName())
    for (const path of [left, going]) {
      await writeFile(path, 'rows')
      await unfinished.note(path)
    }
    await removeUnfinished([], notes)
    expect(await readdir(elsewhere)).toEqual([basename(going)])
    expect(await readdir(notes)).toEqual([basename(going)])
  })

  it('is not looked for where a forged note says', async () => {
    await mkdir(notes)
    const name = await nameOf(dead)
    const precious = join(folder, 'precious')
    await writeFile(precious, 'precious')
    await writeFile(join(notes, name), precious)
    await removeUnfinished([], notes)
    expect(await readdir(folder)).toEqual(['precious', 'writing'])
    expect(await readdir(notes)).toEqual([])
  })

  it('leaves no note of a file that was written', async () => {
    const forget = await createUnfinished(notes).note(join(folder, await unfinishedName()))
    expect(await readdir(notes)).toHaveLength(1)
    await forget()
    expect(await readdir(notes)).toEqual([])
  })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeUnfinished } from '../../../electron/base/unfinished.ts'
import { createSandbox } from '../../../electron/sandbox/sandbox.ts'
import { openSettings } from '../../../electron/services/settings/settings.ts'

/** How often a writer is killed per kind of file. More on request. */
const rounds = Number(process.env['CREDENZA_KILL_ROUNDS'] ?? 4)
const seed = Number(process.env['CREDENZA_KILL_SEED'] ?? Date.now() % 1_000_000)

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-killed-'))
})
afterEach(() => rm(folder, { recursive: true }))

const figures = { killed: 0, written: 0, leftBehind: 0 }
afterAll(() => void process.stdout.write(`SIGKILL, seed ${seed}: ${JSON.stringify(figures)}\n`))

let state = seed
/** From 0 to 1, the same for the same seed. */
function random(): number {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31
  return state / 2 ** 31
}

/** Starts a writer and kills it at a random time after its first file. Returns the last round that it completed. */
async function killWriter(kind: string, file: string, notes: string): Promise<number> {
  const script = join(import.meta.dirname, 'write-on.ts')
  const writer = spawn(process.execPath, [script, kind, file, notes], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = ''
  writer.stdout.setEncoding('utf8').on('data', (text: string) => (told += text))
  await once(writer.stdout, 'data')
  await new Promise((resolve) => setTimeout(resolve, random() * 40))
  writer.kill('SIGKILL')
  await once(writer, 'close')
  const last = Number(told.split('\n').findLast((line, at, all) => line !== '' && at < all.length - 1))
  figures.killed += 1
  figures.written += last + 1
  return last
}

/** What a start does, and what remains after it. */
async function leftAfterStart(place: string, notes: string): Promise<string[]> {
  const before = (await readdir(place)).filter((name) => name.endsWith('.tmp'))
  figures.leftBehind += before.length
  await removeUnfinished([folder], notes)
  return readdir(place)
}

describe('a writer that is killed at a random moment', () => {
  it(`leaves a whole CSV, and nothing else after the next start (${rounds} times)`, async () => {
    const place = join(folder, 'downloads')
    const notes = join(folder, 'writing')
    await mkdir(place)
    for (let round = 0; round < rounds; round += 1) {
      await killWriter('csv', join(place, 'rows.csv'), notes)
      const lines = (await readFile(join(place, 'rows.csv'), 'utf8')).split('\r\n')
      expect([lines[0], ...lines.slice(-2)]).toEqual([`rows,${lines.length - 3}`, 'end', ''])
      expect(await leftAfterStart(place, notes)).toEqual(['rows.csv'])
      expect(await readdir(notes)).toEqual([])
    }
  })

  it(`leaves whole settings that hold what was reported as written (${rounds} times)`, async () => {
    const file = join(folder, 'settings.json')
    for (let round = 0; round < rounds; round += 1) {
      const last = await killWriter('settings', file, '')
      const settings = await openSettings(file)
      expect(settings.problem).toBeNull()
      const found = Number(/\d+$/.exec(settings.read().lastContext)?.[0])
      expect(found).toBeGreaterThanOrEqual(last)
      expect(settings.read().recentContexts).toHaveLength(300)
      expect(await leftAfterStart(folder, '/nowhere')).toEqual(['settings.json'])
    }
  })

  it(`leaves a whole sandbox that holds what was reported as written (${rounds} times)`, async () => {
    const file = join(folder, 'sandbox.json')
    for (let round = 0, before = 0; round < rounds; round += 1) {
      const last = await killWriter('sandbox', file, '')
      const sandbox = await createSandbox({ file, isKept: false })
      expect(sandbox.problem).toBeNull()
      await sandbox.close()
      const kept = JSON.parse(await readFile(file, 'utf8')) as { objects: { secrets: object[] } }
      const count = kept.objects.secrets.length
      expect(count).toBeGreaterThanOrEqual(before + last + 1)
      before = count
      expect(await leftAfterStart(folder, '/nowhere')).toEqual(['sandbox.json'])
      // Each round adds to it, but it needn't grow forever.
      if (count > 40) {
        await rm(file)
        before = 0
      }
    }
  })
})

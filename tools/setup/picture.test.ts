import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pictureProblem, savePicture } from './picture.mjs'

const png = Buffer.from('89504e470d0a1a0a00', 'hex')
let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'credenza-picture-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

test('A picture replaces an older one, is readable for its user only, and leaves nothing else', () => {
  writeFileSync(at('old.png'), png, { mode: 0o644 })
  savePicture(at('old.png'), Buffer.concat([png, png]))
  expect(readFileSync(at('old.png'))).toHaveLength(18)
  expect(statSync(at('old.png')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['old.png'])
})

test('A picture never takes the place of another kind of file', () => {
  writeFileSync(at('notes.png'), 'my notes')
  symlinkSync(at('notes.png'), at('link.png'))
  symlinkSync(at('nowhere'), at('dangling.png'))
  mkdirSync(at('folder.png'))
  expect(pictureProblem(at('notes.png'))).toContain('isn’t a PNG picture')
  expect(pictureProblem(at('link.png'))).toContain('other than a file')
  expect(pictureProblem(at('dangling.png'))).toContain('other than a file')
  expect(pictureProblem(at('folder.png'))).toContain('a folder')
  expect(() => savePicture(at('notes.png'), png)).toThrow('isn’t a PNG picture')
  expect(readFileSync(at('notes.png'), 'utf8')).toBe('my notes')
})

test('A path that can’t be written is reported before anything is started', () => {
  writeFileSync(at('file'), '')
  expect(pictureProblem(at('none/a.png'))).toContain('doesn’t exist')
  expect(pictureProblem(at('file/a.png'))).toBeTruthy()
  expect(pictureProblem(`${folder}/`)).toContain('isn’t a file name')
  expect(pictureProblem(at('a\0.png'))).toContain('isn’t a file name')
  expect(pictureProblem(at(`${'x'.repeat(300)}.png`))).toBeTruthy()
  expect(pictureProblem(at('new.png'))).toBeUndefined()
})

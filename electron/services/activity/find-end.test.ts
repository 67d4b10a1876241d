import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { start } from './activity-line.ts'
import { findEnd } from './find-end.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-activity-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it.each(['\nnot an entry\n', '\n\n', '\n', 'not an entry\n', 'not an entry'])(
  'of a file with no entry, %j, is what the record began with, and all of it is torn',
  async (text) => {
    const path = join(folder, 'activity-1.jsonl')
    await writeFile(path, text)
    const { head, size, torn, isOpen } = await findEnd([{ path, first: 1 }])
    expect({ head, size, isOpen }).toEqual({ head: start, size: text.length, isOpen: !text.endsWith('\n') })
    expect(torn.toString()).toBe(text)
  },
)

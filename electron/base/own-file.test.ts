import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readOwnFile } from './own-file.ts'
import { lookInTime } from './read-regular-file.ts'
import { fileHandlePrototype } from './testing/file-handles.ts'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-own-file-'))
  file = join(folder, 'some.json')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

const isNumbers = (json: unknown): json is number[] => Array.isArray(json)
const read = () =>
  readOwnFile(file, { parse: (json) => (isNumbers(json) ? json : null), now: () => Date.UTC(2026, 0, 2) })

describe('one of our own files', () => {
  it('is read whole if the system gives less at a time than it was asked for', async () => {
    const numbers = Array.from({ length: 5_000 }, (_, at) => at)
    await writeFile(file, JSON.stringify(numbers))
    const prototype = await fileHandlePrototype()
    const whole = prototype.read as (this: unknown, ...request: unknown[]) => Promise<unknown>
    const readLittle = vi.spyOn(prototype, 'read').mockImplementation(function (this: unknown, ...request) {
      const [buffer, offset, , position] = request as unknown[]
      return whole.call(this, buffer, offset, 1_000, position) as never
    })
    expect(await read()).toEqual({ content: numbers, problem: null })
    expect(readLittle.mock.calls.length).toBeGreaterThan(20)
  })

  it('is read while a lost drive holds up the files that a kubeconfig names', async () => {
    const lost = Promise.withResolvers<null>()
    const others = [1, 2].map(() => lookInTime(() => lost.promise))
    await writeFile(file, '[1]')
    expect(await Promise.race([read(), setTimeout(4_000, 'held up')])).toEqual({
      content: [1],
      problem: null,
    })
    lost.resolve(null)
    await Promise.all(others)
  })

  it('is nothing if it doesn’t exist', async () => {
    expect(await read()).toEqual({ content: null, problem: null })
    expect(await readdir(folder)).toEqual([])
  })

  it.each([
    ['[1, 2', 'it isn’t complete JSON'],
    ['', 'it isn’t complete JSON'],
    ['{}', 'its content isn’t valid'],
  ])('is set aside if it contains %j', async (content, reason) => {
    await writeFile(file, content)
    const setAside = `${file}.broken-2026-01-02T00-00-00.000Z`
    expect(await read()).toEqual({ content: null, problem: { file, setAside, reason } })
    expect(await readFile(setAside, 'utf8')).toBe(content)
    expect(await read()).toEqual({ content: null, problem: null })
  })
})

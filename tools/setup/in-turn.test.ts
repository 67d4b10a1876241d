import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inTurn } from './in-turn.mjs'

let root = ''
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'in-turn-'))))
afterEach(() => rmSync(root, { recursive: true, force: true }))

const ignore = () => undefined

test('two set-ups of one clone follow each other, and the second one says what it waits for', async () => {
  const first = Promise.withResolvers<string>()
  const order: string[] = []
  const said = Promise.withResolvers<string>()
  const one = inTurn(root, ignore, async () => order.push(await first.promise))
  const other = inTurn(root, said.resolve, () => Promise.resolve(order.push('second')))
  expect(await said.promise).toContain('Waiting for another npm start')
  expect(await inTurn(`${root}-2`, ignore, () => Promise.resolve('another clone'))).toBe('another clone')
  first.resolve('first')
  await Promise.all([one, other])
  expect(order).toEqual(['first', 'second'])
})

test('a turn ends with its work, also if that fails', async () => {
  await expect(inTurn(root, ignore, () => Promise.reject(new Error('no network')))).rejects.toThrow(
    'no network',
  )
  expect(await inTurn(root, expect.unreachable, () => Promise.resolve('next'))).toBe('next')
})

test('a turn ends with its process', async () => {
  const module = pathToFileURL(join(import.meta.dirname, 'in-turn.mjs')).href
  const script = `
    const { inTurn } = await import(${JSON.stringify(module)})
    setInterval(() => {}, 1000)
    await inTurn(${JSON.stringify(root)}, () => {}, () => new Promise(() => console.log('mine')))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const next = inTurn(
    root,
    () => child.kill('SIGKILL'),
    () => Promise.resolve('next'),
  )
  expect(await next).toBe('next')
})

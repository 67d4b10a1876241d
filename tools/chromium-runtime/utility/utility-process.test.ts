import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { isRunning, until } from '../fixture/run.ts'
import { createUtilityProcess, type ForkOptions } from './utility-process.ts'

const file = join(import.meta.dirname, '../fixture/utility.js')
const utilityProcess = createUtilityProcess(() => true)
type Child = ReturnType<typeof utilityProcess.fork>
const started: Child[] = []

function fork(args?: string[], options: ForkOptions = { stdio: 'ignore' }): Child {
  const child = utilityProcess.fork(file, args, options)
  started.push(child)
  return child
}
/** Node's events carry any value. This is the first one. */
const first = async (child: Child, event: string): Promise<unknown> =>
  ((await once(child, event)) as unknown[])[0]

afterEach(() => {
  for (const child of started.splice(0)) child.kill()
})

describe('a utility process', () => {
  it('can’t be started before the application is ready', () => {
    expect(() => createUtilityProcess(() => false).fork(file)).toThrow('before app is ready')
  })

  it('gets messages as clones, also those sent before it listens, and answers in order', async () => {
    const child = fork()
    const answers: unknown[] = []
    child.on('message', (answer) => answers.push(answer))
    child.postMessage({ map: new Map([['a', 1]]) })
    child.postMessage('second')
    await until(() => answers.length === 2)
    expect(answers).toEqual([
      { echo: { map: new Map([['a', 1]]) }, ports: 0 },
      { echo: 'second', ports: 0 },
    ])
  })

  it('is distinguished from a main process, with its arguments and environment', async () => {
    const child = fork(['--one'], { stdio: 'ignore', env: { ...process.env, FIXTURE_VALUE: 'given' } })
    child.postMessage('facts')
    expect(await first(child, 'message')).toEqual({
      argv: ['--one'],
      type: 'utility',
      electron: 'chromium-runtime',
      value: 'given',
      hasSend: false,
    })
  })

  it('has a number from spawn to exit', async () => {
    const child = fork()
    expect(child.pid).toBeUndefined()
    await first(child, 'spawn')
    expect(child.pid).toBeGreaterThan(0)
    child.postMessage('end')
    expect(await first(child, 'exit')).toBe(7)
    expect(child.pid).toBeUndefined()
    expect(child.kill()).toBe(false)
    child.postMessage('too late')
  })

  it('passes on what the child prints if asked to', async () => {
    const child = fork([], { stdio: 'pipe' })
    child.postMessage('end')
    expect(String(await once(child.stdout!, 'data'))).toBe('exit handlers ran\n')
  })

  it('is ended by kill although it is held up', async () => {
    const child = fork()
    const answers: unknown[] = []
    child.on('message', (answer) => answers.push(answer))
    child.postMessage('block')
    await until(() => answers.length === 1)
    const pid = child.pid ?? 0
    await after(100)
    child.postMessage('never answered')
    await after(100)
    expect(answers).toHaveLength(1)
    expect(child.kill()).toBe(true)
    expect(await first(child, 'exit')).toBe(15)
    expect(isRunning(pid)).toBe(false)
  })

  it('exits if its file does not exist', async () => {
    const child = utilityProcess.fork(`${file}.missing`, [], { stdio: 'ignore' })
    expect(await first(child, 'exit')).toBe(1)
  })

  it('ends with the process that started it, also when that is killed', async () => {
    const module = new URL('utility-process.ts', import.meta.url).href
    const script = `
      const { createUtilityProcess } = await import(${JSON.stringify(module)})
      const child = createUtilityProcess(() => true).fork(${JSON.stringify(file)}, [], { stdio: 'ignore' })
      child.on('message', () => process.stdout.write(String(child.pid)))
      child.postMessage('hello')
      setInterval(() => undefined, 1000)`
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const pid = Number(String(await once(parent.stdout, 'data')))
    expect(isRunning(pid)).toBe(true)
    parent.kill('SIGKILL')
    await until(() => !isRunning(pid))
  })
})

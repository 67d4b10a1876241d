import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { expect, it } from 'vitest'
import { dial } from './dial.ts'

const addresses =
  (...all: string[]) =>
  () =>
    Promise.resolve(all.map((address) => ({ address, family: 4 })))
const never = () => new AbortController().signal

it('connects to the second address at once if the first refuses', async () => {
  const server = createServer().listen(0, '127.0.0.2')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const lookUp = addresses('127.0.0.1', '127.0.0.2')
  const socket = await dial({ host: 'two.invalid', port, signal: never(), lookUp })
  expect(socket.remoteAddress).toBe('127.0.0.2')
  socket.destroy()
  server.close()
})

it.skipIf(process.platform !== 'linux')(
  'waits for a first address that takes long, even if the second one refuses',
  async () => {
    // Its process is stopped and its queue full: the system accepts no connection until the process continues.
    const slow = spawn(process.execPath, [
      '-e',
      "require('net').createServer().listen(0, '127.0.0.1', 1, function () { console.log(this.address().port) })",
    ])
    const [line] = (await once(slow.stdout, 'data')) as [Buffer]
    const port = Number(line.toString())
    slow.kill('SIGSTOP')
    const fill: Socket[] = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => {}))
    await new Promise((resolve) => setTimeout(resolve, 200))
    const startedAt = performance.now()
    setTimeout(() => slow.kill('SIGCONT'), 700)
    const lookUp = addresses('127.0.0.1', '127.0.0.2')
    const socket = await dial({ host: 'two.invalid', port, signal: never(), lookUp })
    expect(socket.remoteAddress).toBe('127.0.0.1')
    expect(performance.now() - startedAt).toBeGreaterThan(500)
    for (const one of [socket, ...fill]) one.destroy()
    slow.kill('SIGKILL')
  },
)

it('rejects with the error of the first address if all refuse, and with the reason of an abort', async () => {
  const lookUp = addresses('127.0.0.1', '127.0.0.2')
  await expect(dial({ host: 'x', port: 1, signal: never(), lookUp })).rejects.toMatchObject({
    code: 'ECONNREFUSED',
    address: '127.0.0.1',
  })
  const reason = new Error('left')
  await expect(dial({ host: 'x', port: 1, signal: AbortSignal.abort(reason), lookUp })).rejects.toBe(reason)
  const hanging = new AbortController()
  const dialling = dial({ host: 'x', port: 1, signal: hanging.signal, lookUp: () => new Promise(() => {}) })
  hanging.abort(reason)
  await expect(dialling).rejects.toBe(reason)
})

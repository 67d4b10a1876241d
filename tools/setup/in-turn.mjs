import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** How often to look whether the other process has finished, in milliseconds. */
const often = 300

/**
 * Runs work that changes this clone's `node_modules` or `out` while no other process does: npm and Vite empty these
 * folders, also below each other. The turn is a socket that can only be listened to once, so it ends with its process.
 * @template T
 * @param {string} root
 * @param {(line: string) => void} say told once if another process has the turn
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTurn(root, say, work) {
  const socket = socketOf(root)
  let end = await take(socket)
  if (!end) say('Waiting for another npm start, npm test or npm run dev that sets up this folder …')
  for (; !end; end = await take(socket)) await pause(often)
  try {
    return await work()
  } finally {
    end()
  }
}

/** Linux and Windows forget the name of a socket that nobody listens to; elsewhere it is a file. */
function socketOf(root) {
  const name = `credenza-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? String.raw`\\.\pipe\${name}` : join(tmpdir(), name)
}

/** Resolves with a function that ends the turn; undefined if another process has it. */
function take(socket) {
  return new Promise((resolve) => {
    const server = createServer((caller) => caller.destroy()).unref()
    server.once('error', ({ code }) => {
      // Where nothing can be listened to, nobody waits.
      if (code !== 'EADDRINUSE') return resolve(() => {})
      const caller = connect(socket)
      caller.once('close', () => resolve(undefined)).once('connect', () => caller.destroy())
      caller.once('error', (error) => {
        const isLeftOver = error.code === 'ECONNREFUSED' && !socket.startsWith('\0')
        if (isLeftOver) rmSync(socket, { force: true })
      })
    })
    server.listen(socket, () => resolve(() => server.close()))
  })
}

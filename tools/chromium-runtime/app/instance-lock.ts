import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  openSync,
  closeSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryForSockets } from '../../setup/machine.mjs'

/** What a second start sends to the first: its arguments, its working folder and the application's own data. */
export type SecondInstance = [argv: string[], workingFolder: string, data: unknown]

/** One running application per user data folder. */
export interface InstanceLock {
  /** True for the first. A second one notifies the first and gets false. */
  request: (data?: Record<string, unknown>) => boolean
  isHeld: () => boolean
  release: () => void
  onSecondInstance: (listener: (...details: SecondInstance) => void) => void
}

interface Wish {
  /** The user data folder, which exists after the call. */
  folder: () => string
  argv: readonly string[]
  workingFolder: string
}

const notifier = fileURLToPath(new URL('notify-first.ts', import.meta.url))

/** Maximum length of a socket path on every platform, in bytes. */
const longestPath = 100
/** A takeover takes milliseconds. An older one, in milliseconds, was abandoned. */
const staleTakeover = 5_000
const maxMessage = 1_000_000

/** Holds the lock as a listening Unix socket with mode 0600 in the user data folder. No TCP. */
export function createInstanceLock({ folder, argv, workingFolder }: Wish): InstanceLock {
  const listeners: ((...details: SecondInstance) => void)[] = []
  let held: { server: Server; remove: () => void } | null = null

  function release(): void {
    held?.remove()
    held?.server.close()
    held = null
  }

  function request(data: Record<string, unknown> = {}): boolean {
    if (held !== null) return true
    const socket = join(folder(), 'instance.sock')
    const message = JSON.stringify([argv, workingFolder, data])
    for (let tries = 0; tries < 100; tries++) {
      const seen = identityOf(socket)
      if (seen !== null && notifyFirst(socket, message)) return false
      held = takeOver(socket, seen, (details) => listeners.forEach((listener) => listener(...details)))
      if (held !== null) {
        process.once('exit', release)
        return true
      }
      // Another start is just taking over.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
    throw new Error(`The lock ${socket} can't be taken.`)
  }

  return {
    request,
    release,
    isHeld: () => held !== null,
    onSecondInstance: (listener) => void listeners.push(listener),
  }
}

/** The application asks synchronously, so a child process does the communication. */
function notifyFirst(socket: string, message: string): boolean {
  const address = addressOf(socket)
  if (address === null) return false
  return (
    spawnSync(process.execPath, [notifier, address], { input: message, stdio: ['pipe', 'ignore', 'inherit'] })
      .status === 0
  )
}

/** Distinguishes a socket from a later one with the same path. Null if there is none. */
function identityOf(socket: string): string | null {
  const found = lstatSync(socket, { throwIfNoEntry: false, bigint: true })
  return found === undefined ? null : `${found.ino}/${found.ctimeNs}`
}

/**
 * The socket's real path: the path itself, or in the room that it links to if it would be too long. Null if there is
 * none, or the link isn't ours.
 */
function addressOf(socket: string): string | null {
  try {
    if (!lstatSync(socket).isSymbolicLink()) return socket
    const address = readlinkSync(socket)
    return isRoomAddress(address) ? address : null
  } catch {
    return null
  }
}

function takeOver(socket: string, seen: string | null, onMessage: (details: SecondInstance) => void) {
  const guard = `${socket}.takeover`
  if (!makeGuard(guard)) return null
  try {
    // Another start may have taken over since it was found stale. That one must be notified first.
    if (identityOf(socket) !== seen) return null
    const stale = addressOf(socket)
    if (stale !== null && stale !== socket) removeRoom(stale)
    rmSync(socket, { force: true })
    return listen(socket, onMessage)
  } finally {
    rmSync(guard, { force: true })
  }
}

/** The prefix of a folder for a socket whose path would otherwise be too long. */
const roomPrefix = 'chromium-runtime-lock-'

/** A link may point anywhere. A room has our prefix, and is a folder that only this user can access. */
function isRoomAddress(address: string): boolean {
  const room = dirname(address)
  const isNamed = dirname(room) === resolve(temporaryForSockets()) && basename(room).startsWith(roomPrefix)
  if (!isNamed || basename(address) !== 'instance.sock') return false
  const found = lstatSync(room, { throwIfNoEntry: false })
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o077) === 0
}

/** Removes a room with its socket, and nothing else in it. */
function removeRoom(address: string): void {
  const room = dirname(address)
  try {
    if (lstatSync(address, { throwIfNoEntry: false })?.isSocket() === true) unlinkSync(address)
    rmdirSync(room)
  } catch {
    // Something else is in it, so it isn't ours anymore.
  }
}

function makeGuard(guard: string): boolean {
  try {
    closeSync(openSync(guard, 'wx', 0o600))
    return true
  } catch {
    const age = Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > staleTakeover) rmSync(guard, { force: true })
    return false
  }
}

function listen(socket: string, onMessage: (details: SecondInstance) => void) {
  const isLong = Buffer.byteLength(socket) > longestPath
  const room = isLong ? mkdtempSync(join(temporaryForSockets(), roomPrefix)) : null
  const address = room === null ? socket : join(room, 'instance.sock')
  const server = createServer((connection) => readMessage(connection, onMessage))
  // `listening` below reports it. The event comes too late for a synchronous answer.
  server.on('error', () => undefined)
  const mask = process.umask(0o177)
  try {
    server.listen(address)
  } finally {
    process.umask(mask)
  }
  if (!server.listening) throw new Error(`The socket ${address} can't be opened.`)
  chmodSync(address, 0o600)
  if (room !== null) symlinkSync(address, socket)
  server.unref()
  const remove = () => {
    rmSync(socket, { force: true })
    if (room !== null) removeRoom(address)
  }
  return { server, remove }
}

function readMessage(connection: Socket, onMessage: (details: SecondInstance) => void): void {
  let text = ''
  connection.setEncoding('utf8')
  connection.on('error', () => undefined)
  connection.on('data', (chunk: string) => {
    text += chunk
    if (text.length > maxMessage) connection.destroy()
    if (!text.endsWith('\n')) return
    const details = parseMessage(text)
    connection.end(details === null ? 'no\n' : 'ok\n')
    if (details !== null) onMessage(details)
  })
}

function parseMessage(text: string): SecondInstance | null {
  try {
    const [argv, workingFolder, data] = JSON.parse(text) as unknown[]
    if (!Array.isArray(argv) || typeof workingFolder !== 'string') return null
    return [argv.map(String), workingFolder, data]
  } catch {
    return null
  }
}

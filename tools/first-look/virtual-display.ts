import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as after } from 'node:timers/promises'

/** A virtual screen. */
export interface VirtualDisplay {
  /** What a program needs to open its window there. */
  environment: { DISPLAY: string; XAUTHORITY: string }
  pid: number | undefined
  stop: () => Promise<void>
}

/** How long the server may take to exit by itself, in milliseconds. */
const patience = 3000

/**
 * Starts Xvfb on a free display, without a TCP port and only for this process's user. It ends with this process; Ctrl+C
 * in a terminal doesn't reach it before the window is closed.
 */
export async function startVirtualDisplay(seconds: number): Promise<VirtualDisplay> {
  const folder = mkdtempSync(join(tmpdir(), 'credenza-display-'))
  const authority = join(folder, 'authority')
  writeFileSync(authority, authorityEntry(randomBytes(16)), { mode: 0o600 })
  const screen = ['-screen', '0', '1600x1000x24']
  const args = ['-displayfd', '3', ...screen, '-nolisten', 'tcp', '-noreset', '-auth', authority]
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true })
  const gone = new Promise<void>((resolve) => {
    server.once('close', () => resolve())
    server.once('error', () => resolve())
  })
  const end = () => {
    server.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', end)
  const stop = async () => {
    end()
    await Promise.race([gone, after(patience, undefined, { ref: false })])
    server.kill('SIGKILL')
    process.off('exit', end)
  }
  try {
    const number = await displayNumber(server, gone, seconds)
    return { environment: { DISPLAY: `:${number}`, XAUTHORITY: authority }, pid: server.pid, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The server writes its display number to a pipe once it is ready. */
async function displayNumber(server: ChildProcess, gone: Promise<void>, seconds: number): Promise<number> {
  let said = ''
  server.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-500)))
  const told = new Promise<number>((resolve) => {
    let text = ''
    const pipe = server.stdio[3] as Readable
    pipe.setEncoding('utf8').on('data', (part: string) => {
      text += part
      if (text.includes('\n')) resolve(Number.parseInt(text, 10))
    })
  })
  const failed = (why: string) => new Error(`The virtual display didn’t start: ${why} ${said.trim()}`.trim())
  return Promise.race([
    told,
    gone.then(() => Promise.reject(failed('Xvfb ended.'))),
    after(seconds * 1000, undefined, { ref: false }).then(() =>
      Promise.reject(failed(`it didn’t respond for ${seconds} seconds.`)),
    ),
  ])
}

/** An X authority entry for every display, since the server gets its number only later. */
function authorityEntry(cookie: Buffer): Buffer {
  const everyAddress = Buffer.from([0xff, 0xff])
  const part = (content: Buffer) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(content.length)
    return Buffer.concat([length, content])
  }
  const parts = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), cookie]
  return Buffer.concat([everyAddress, ...parts.map(part)])
}

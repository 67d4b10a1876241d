import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { builtCommand } from './built-command.ts'

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

interface StartedCommand {
  child: ChildProcessByStdio<Writable, Readable, Readable>
  ended: Promise<Ended>
}

/** Starts a built command like a script would: no display, with its own home and temporary folder. */
export function startCommand(home: string, ...args: string[]): StartedCommand {
  const absent = ['DISPLAY', 'WAYLAND_DISPLAY', 'KUBECONFIG']
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !absent.includes(name)))
  const child = spawn(process.execPath, [builtCommand(), ...args], {
    env: { ...rest, HOME: home, XDG_CONFIG_HOME: join(home, 'config'), TMPDIR: home },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  // It may exit without reading its input.
  child.stdin.on('error', () => undefined)
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr })),
  )
  return { child, ended }
}

/** A server that accepts connections and never sends anything. */
export async function silentServer() {
  let isCalled: () => void = () => undefined
  const called = new Promise<void>((resolve) => (isCalled = resolve))
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    isCalled()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, called, close: () => server.close() }
}

import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'

/** Browsers refuse some ports below, and most programs have theirs there. */
const lowest = 12_000
const leastCount = 1000
const highest = 65_536
const tries = 100

/**
 * A loopback port on which nothing was listening a moment ago, and that no outgoing connection gets meanwhile: it is
 * below those that the system chooses.
 */
export async function freePort(): Promise<number> {
  const end = firstChosenPort(
    await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => ''),
  )
  // A system may be set to choose from nearly all.
  const beyond = end - lowest < leastCount ? highest : end
  for (let attempt = 0; attempt < tries; attempt++) {
    const port = randomInt(lowest, beyond)
    if (await isFree(port)) return port
  }
  throw new Error(`There is no free port between ${lowest} and ${beyond}.`)
}

/**
 * The lowest port that the system chooses by itself. `range` is Linux’s two numbers. Other systems choose from 49,152
 * on, or from 32,768.
 */
export function firstChosenPort(range: string): number {
  return Number(/^\d+/.exec(range)?.[0] ?? 32_768)
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}

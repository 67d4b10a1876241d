import { lookup } from 'node:dns/promises'
import { connect, isIP } from 'node:net'
import type { Socket } from 'node:net'

interface Address {
  address: string
  family: number
}

export interface DialRequest {
  host: string
  port: number
  /** Aborted at the time limit or when the caller gives up; `dial` rejects with its reason. */
  signal: AbortSignal
  lookUp?: (host: string) => Promise<Address[]>
}

/** After this long without an answer, in milliseconds, the next address is tried as well; the attempt continues. */
const headStart = 250
const keepAliveDelay = 30_000

/**
 * Connects to the first address of a host that accepts the connection. Attempts continue in parallel, because a slow
 * address may be the only one that works. Rejects with the error of the first address if none does.
 */
export async function dial({ host, port, signal, lookUp = addressesOf }: DialRequest): Promise<Socket> {
  signal.throwIfAborted()
  const addresses = await unlessAborted(lookUp(host), signal)
  return race(interleaved(addresses), port, signal)
}

async function addressesOf(host: string): Promise<Address[]> {
  const family = isIP(host)
  return family === 0 ? lookup(host, { all: true }) : [{ address: host, family }]
}

/** Alternates between IPv6 and IPv4, so that a broken family delays the other only briefly. */
function interleaved(addresses: readonly Address[]): Address[] {
  const first = addresses[0]?.family
  const own = addresses.filter(({ family }) => family === first)
  const others = addresses.filter(({ family }) => family !== first)
  return own
    .flatMap((address, at) => [address, others[at]].filter((one) => one !== undefined))
    .concat(others.slice(own.length))
}

function race(addresses: readonly Address[], port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const open = new Set<Socket>()
    const errors: (Error | undefined)[] = []
    let started = 0
    let timer: NodeJS.Timeout | undefined
    const finish = (end: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
      for (const socket of open) socket.destroy()
      end()
    }
    const leave = () => finish(() => reject(signal.reason as Error))
    const next = () => {
      clearTimeout(timer)
      const at = started
      const address = addresses[at]
      if (address === undefined) return
      started += 1
      const socket = connect({ host: address.address, port, family: address.family, autoSelectFamily: false })
      socket.setNoDelay(true).setKeepAlive(true, keepAliveDelay)
      open.add(socket)
      socket.once('connect', () => {
        open.delete(socket)
        socket.removeAllListeners('error')
        finish(() => resolve(socket))
      })
      socket.on('error', (error) => {
        open.delete(socket)
        errors[at] = error
        if (started < addresses.length) next()
        else if (open.size === 0) finish(() => reject(errors.find((one) => one !== undefined) ?? error))
      })
      if (started < addresses.length) timer = setTimeout(next, headStart)
    }
    signal.addEventListener('abort', leave)
    if (addresses.length === 0)
      finish(() => reject(Object.assign(new Error('no address'), { code: 'ENOTFOUND' })))
    else next()
  })
}

/** A DNS lookup can't be cancelled; this stops waiting for it. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason as Error)
    signal.addEventListener('abort', leave, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}

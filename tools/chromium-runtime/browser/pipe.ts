import type { Readable, Writable } from 'node:stream'
import type {
  CommandName,
  CommandParameters,
  CommandResult,
  EventName,
  EventParameters,
} from './protocol-types.ts'

interface Reply {
  id: number
  result?: unknown
  error?: { message: string }
}

interface Notice {
  method: string
  params: unknown
  sessionId?: string
}

interface Waiting {
  command: string
  resolve: (result: unknown) => void
  reject: (error: Error) => void
}

/** A session with the browser (no session id) or with one of its pages. */
export interface Session {
  send: <C extends CommandName>(command: C, parameters: CommandParameters<C>) => Promise<CommandResult<C>>
  /** Sends without waiting. The browser's answer is dropped, including errors. */
  post: <C extends CommandName>(command: C, parameters: CommandParameters<C>) => void
  on: <E extends EventName>(event: E, listener: (parameters: EventParameters<E>) => void) => void
}

/** The DevTools protocol over the two pipes of `--remote-debugging-pipe`: JSON messages that end with a NUL. */
export interface Pipe extends Session {
  /** The session with the attached target of this id. */
  session: (sessionId: string) => Session
  /** Rejects all pending calls. */
  close: (reason: string) => void
}

/** Speaks the DevTools protocol: writes commands to `to` and reads answers and events from `from`. */
export function createPipe({ to, from }: { to: Writable; from: Readable }): Pipe {
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, ((parameters: never) => void)[]>()
  let lastId = 0
  let closed: string | null = null

  function dispatch(text: string): void {
    const message = JSON.parse(text) as Reply | Notice
    if ('id' in message) {
      const waiter = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error === undefined) waiter?.resolve(message.result)
      else waiter?.reject(new Error(`${waiter.command}: ${message.error.message}`))
    } else {
      const key = keyOf(message.method, message.sessionId)
      for (const listener of listeners.get(key) ?? []) listener(message.params as never)
    }
  }

  function close(reason: string): void {
    closed ??= reason
    for (const waiter of waiting.values()) waiter.reject(new Error(`${waiter.command}: ${reason}`))
    waiting.clear()
  }

  const readChunk = splitAtNul(dispatch)
  from.on('data', (chunk: Buffer) => readChunk(chunk))
  from.on('close', () => close('the browser is gone'))
  // The end of the other pipe reports that the browser is gone.
  to.on('error', () => undefined)
  from.on('error', () => undefined)

  function session(sessionId?: string): Session {
    const suffix = sessionId === undefined ? '}\0' : `,"sessionId":${JSON.stringify(sessionId)}}\0`
    const write = (id: number, command: string, parameters: unknown) =>
      to.write(
        `{"id":${id},"method":${JSON.stringify(command)},"params":${JSON.stringify(parameters)}${suffix}`,
      )
    return {
      send: (command, parameters) =>
        new Promise((resolve, reject) => {
          if (closed !== null) {
            reject(new Error(`${command}: ${closed}`))
            return
          }
          const id = ++lastId
          waiting.set(id, { command, resolve: resolve as (result: unknown) => void, reject })
          write(id, command, parameters)
        }),
      post: (command, parameters) => {
        if (closed === null) write(++lastId, command, parameters)
      },
      on: (event, listener) => {
        const key = keyOf(event, sessionId)
        const those = listeners.get(key) ?? []
        listeners.set(key, [...those, listener])
      },
    }
  }

  return { ...session(), session, close }
}

const keyOf = (event: string, sessionId: string | undefined) => `${sessionId ?? ''} ${event}`

/** Puts chunks together to messages that end with a NUL, and hands each on as text. */
export function splitAtNul(onMessage: (text: string) => void): (chunk: Buffer) => void {
  let begun: Buffer[] = []
  return (chunk) => {
    let rest = chunk
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      const piece = rest.subarray(0, end)
      const message = begun.length === 0 ? piece : Buffer.concat([...begun, piece])
      begun = []
      rest = rest.subarray(end + 1)
      onMessage(message.toString('utf8'))
    }
    if (rest.length > 0) begun.push(rest)
  }
}

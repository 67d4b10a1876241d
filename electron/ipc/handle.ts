import * as z from 'zod/mini'
import {
  channelOf,
  type AnnouncedOf,
  stopChannel,
  type Announcement,
  type Domain,
  type Drop,
  type Entry,
  type MessageOf,
  type OutputOf,
  type ParsedOf,
  type Stream,
  type StreamFrame,
} from '../../shared/contract/define.ts'
import { errorPlaces } from '../../shared/error-places.ts'
import { failed, failureOf, type Failure, type Result } from '../../shared/failure.ts'
import type { Log } from '../services/log.ts'

/** The sender of a call: a frame of a window. */
export interface IpcCaller {
  /** ID of the window; its streams end with it. */
  id: number
  /** True for the main frame of our own window, showing our own page. */
  isTrusted: boolean
  send: (channel: string, ...values: (string | number | boolean)[]) => void
}

/** The platform's side of IPC; implemented by the application's window. */
export interface Wire {
  onInvoke: (channel: string, listener: (caller: IpcCaller, input: unknown) => Promise<string>) => void
  onSend: (channel: string, listener: (caller: IpcCaller, ...values: unknown[]) => void) => void
  /** Reports that a window's page is gone: closed, reloaded or crashed. */
  onGone: (listener: (callerId: number) => void) => void
  /** Sends to all windows. */
  announce: (channel: string, value: string) => void
}

/** What a stream's implementation gets besides its input. */
interface StreamEnd<M> {
  send: (message: M) => void
  /** Aborted when the window stops the stream or is gone. */
  signal: AbortSignal
}

/** The names of a domain's announcements. */
type Announced<D extends Domain> = { [N in keyof D]: D[N] extends Announcement ? N : never }[keyof D] & string

/** What serves a domain: one function for each operation and stream. A missing one is a type error. */
type Implementation<D extends Domain> = {
  [N in keyof D as D[N] extends Announcement ? never : N]: D[N] extends Stream
    ? (input: ParsedOf<D[N]>, end: StreamEnd<MessageOf<D[N]>>) => Promise<void>
    : D[N] extends Drop
      ? (input: DroppedFile) => Promise<OutputOf<D[N]>> | OutputOf<D[N]>
      : (input: ParsedOf<D[N]>) => Promise<OutputOf<D[N]>> | OutputOf<D[N]>
}

type AnyOperation = (input: unknown) => unknown
type AnyStream = (input: unknown, end: StreamEnd<unknown>) => Promise<void>

/** What the preload sends about a file that was dropped on the window; the path is empty if it has none. */
const DroppedFile = z.object({
  name: z.string().check(z.maxLength(1024)),
  path: z.string().check(z.maxLength(4096)),
})
type DroppedFile = z.output<typeof DroppedFile>

/** Longest accepted input, in UTF-16 code units. */
const maxInput = 4_000_000

interface IpcDeps {
  wire: Wire
  log: Log
  now?: () => number
}

/** Serves contracts over a wire: one place for sender check, input schema, `Result` and log of every call. */
export function createIpc({ wire, log, now = () => performance.now() }: IpcDeps) {
  const running = new Map<string, AbortController>()
  const writes = countRunning()
  const keyOf = (caller: IpcCaller, number: unknown) => `${caller.id}/${String(number)}`

  wire.onSend(stopChannel, (caller, number) => {
    if (caller.isTrusted) running.get(keyOf(caller, number))?.abort()
  })
  wire.onGone((id) => {
    for (const [key, controller] of running) if (key.startsWith(`${id}/`)) controller.abort()
  })

  function toFailure(operation: string, error: unknown): Failure {
    const expected = failureOf(error)
    if (expected !== null) return expected
    return { code: 'internal', id: log.fault(operation, errorPlaces(error)) }
  }

  async function serveOperation(
    operation: string,
    schema: z.ZodMiniType,
    run: AnyOperation,
    caller: IpcCaller,
    input: unknown,
  ) {
    const began = now()
    let result: Result<unknown>
    try {
      const parsed = parseInput(operation, schema, caller, input)
      result = { ok: true, value: await run(parsed) }
    } catch (error) {
      result = { ok: false, failure: toFailure(operation, error) }
    }
    log.operation(operation, now() - began, result.ok ? 'ok' : result.failure.code)
    return JSON.stringify(result)
  }

  async function serveStream(
    operation: string,
    entry: Stream,
    run: AnyStream,
    caller: IpcCaller,
    number: unknown,
    input: unknown,
  ) {
    if (typeof number !== 'number') return
    const began = now()
    const key = keyOf(caller, number)
    const controller = new AbortController()
    running.get(key)?.abort()
    running.set(key, controller)
    const send = (frame: StreamFrame) => {
      if (!controller.signal.aborted)
        caller.send(operation, number, JSON.stringify(frame), !('message' in frame))
    }
    let code = 'ok'
    try {
      const parsed = parseInput(operation, entry.in, caller, input)
      const { packing } = entry
      const tell = (message: unknown) =>
        send({ message: packing === undefined ? message : packing.pack(message) })
      const ended = run(parsed, { send: tell, signal: controller.signal })
      await (entry.writes?.(parsed) === true ? writes.count(ended) : ended)
      send({ end: true })
    } catch (error) {
      const failure = toFailure(operation, error)
      code = failure.code
      send({ failure })
    }
    if (running.get(key) === controller) running.delete(key)
    log.operation(operation, now() - began, controller.signal.aborted ? 'cancelled' : code)
  }

  return {
    /** Whether secrets of a cluster are being changed, one after the other. */
    isWriting: writes.hasAny,

    /** Returns a domain's announcement functions, which report to all windows. */
    announcer:
      <D extends Domain>(domain: string) =>
      <N extends Announced<D>>(name: N, value: AnnouncedOf<D[N]>): void =>
        wire.announce(channelOf(domain, name), JSON.stringify(value)),

    implement<D extends Domain>(domain: string, entries: D, implementation: Implementation<D>): void {
      const functions = implementation as Readonly<Record<string, unknown>>
      for (const [name, entry] of Object.entries<Entry>(entries)) {
        const operation = channelOf(domain, name)
        if (entry.kind === 'operation' || entry.kind === 'drop') {
          const run = functions[name] as AnyOperation
          const schema = entry.kind === 'drop' ? DroppedFile : entry.in
          wire.onInvoke(operation, (caller, input) => serveOperation(operation, schema, run, caller, input))
        } else if (entry.kind === 'stream') {
          const run = functions[name] as AnyStream
          wire.onSend(operation, (caller, number, input) => {
            void serveStream(operation, entry, run, caller, number, input)
          })
        }
      }
    },
  }
}

/** Counts promises that haven't settled. */
function countRunning() {
  let running = 0
  return {
    hasAny: (): boolean => running > 0,
    count: (ended: Promise<void>): Promise<void> => {
      running += 1
      return ended.finally(() => void (running -= 1))
    },
  }
}

export type Ipc = ReturnType<typeof createIpc>

function parseInput(operation: string, schema: z.ZodMiniType, caller: IpcCaller, input: unknown): unknown {
  if (!caller.isTrusted) throw failed('sender-untrusted', { operation })
  if (typeof input !== 'string' || input.length > maxInput)
    throw failed('input-invalid', { operation, field: '' })
  let value: unknown
  try {
    value = JSON.parse(input)
  } catch {
    throw failed('input-invalid', { operation, field: '' })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  // Reports only the name of the invalid field, never its value.
  const field = parsed.error.issues[0]?.path.map(String).join('.') ?? ''
  throw failed('input-invalid', { operation, field })
}

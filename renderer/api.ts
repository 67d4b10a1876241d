import { contract, type CredenzaContract } from '../shared/contract/contract.ts'
import type {
  AnnouncedOf,
  Bridge,
  Contract,
  Drop,
  Entry,
  InputOf,
  MessageOf,
  Operation,
  OutputOf,
  Stream,
  StreamFrame,
} from '../shared/contract/define.ts'
import type { Failure, Result } from '../shared/failure.ts'

declare global {
  interface Window {
    /** The preload's API. Only this file uses it. */
    readonly credenza: Bridge<CredenzaContract>
  }
}

/** Receives a stream's messages until it ends, fails, or is stopped. */
export interface StreamHandlers<M> {
  onMessage: (message: M) => void
  onEnd: () => void
  onFailure: (failure: Failure) => void
}

type Call<E> = E extends Operation
  ? (input: InputOf<E>) => Promise<Result<OutputOf<E>>>
  : E extends Stream
    ? (input: InputOf<E>, handlers: StreamHandlers<MessageOf<E>>) => () => void
    : E extends Drop
      ? (file: File) => Promise<Result<OutputOf<E>>>
      : (listener: (value: AnnouncedOf<E>) => void) => () => void

/**
 * The contract as the window calls it. An operation returns its `Result` and never rejects. Streams and announcements
 * return a function that stops them; a stopped stream sends nothing more.
 */
export type Api = { readonly [D in keyof CredenzaContract]: DomainApi<CredenzaContract[D]> }
type DomainApi<D> = { readonly [N in keyof D]: Call<D[N]> }

type AnyOperation = (input: string) => Promise<string>
type AnyStream = (input: string, onFrame: (frame: string) => void) => () => void
type AnyDrop = (file: File) => Promise<string>
type AnyAnnouncement = (listener: (value: string) => void) => () => void
type AnyBridge = Readonly<Record<string, Readonly<Record<string, unknown>>>>

async function resultOf(answer: () => Promise<string>): Promise<Result<unknown>> {
  try {
    return JSON.parse(await answer()) as Result<unknown>
  } catch {
    // The channel itself broke. The main process couldn't have reported that.
    return { ok: false, failure: { code: 'internal', id: '' } }
  }
}

function callStream(start: AnyStream, { packing }: Stream) {
  return (input: unknown, handlers: StreamHandlers<unknown>): (() => void) => {
    let isOver = false
    const stop = start(JSON.stringify(input), (text) => {
      if (isOver) return
      const frame = JSON.parse(text) as StreamFrame
      if ('message' in frame) {
        handlers.onMessage(packing === undefined ? frame.message : packing.unpack(frame.message))
        return
      }
      isOver = true
      if ('failure' in frame) handlers.onFailure(frame.failure)
      else handlers.onEnd()
    })
    return () => {
      if (isOver) return
      isOver = true
      stop()
    }
  }
}

function callOf(entry: Entry, offered: unknown): unknown {
  switch (entry.kind) {
    case 'operation':
      return (input: unknown) => resultOf(() => (offered as AnyOperation)(JSON.stringify(input)))
    case 'drop':
      return (file: File) => resultOf(() => (offered as AnyDrop)(file))
    case 'stream':
      return callStream(offered as AnyStream, entry)
    case 'announcement':
      return (listener: (value: unknown) => void) =>
        (offered as AnyAnnouncement)((value) => listener(JSON.parse(value)))
  }
}

/** Creates typed calls for every entry of the contract on top of the preload's API. */
export function createApi(bridge: Bridge<CredenzaContract>): Api {
  const offered = bridge as unknown as AnyBridge
  const domains = Object.entries(contract as Contract).map(([domain, entries]) => {
    const calls = Object.entries(entries).map(([name, entry]) => [
      name,
      callOf(entry, offered[domain]?.[name]),
    ])
    return [domain, Object.fromEntries(calls)] as const
  })
  return Object.fromEntries(domains) as unknown as Api
}

let made: Api | null = null

/** The window's only API, created on first use. */
export function useApi(): Api {
  made ??= createApi(window.credenza)
  return made
}

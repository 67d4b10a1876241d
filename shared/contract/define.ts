import type * as z from 'zod/mini'
import type { Failure } from '../failure.ts'

declare const carried: unique symbol
/** Represents a type that only the compiler knows: what an operation returns or a stream sends. */
interface Carried<T> {
  readonly [carried]?: T
}
export const carries = <T>(): Carried<T> => ({})

/** One object in, one `Result` out. */
export interface Operation<S extends z.ZodMiniType = z.ZodMiniType, O = unknown> {
  kind: 'operation'
  in: S
  out: Carried<O>
}

/** The format in which large messages cross from the main process to the window. */
export interface Packing<M = unknown> {
  pack(message: M): unknown
  /** The inverse of `pack`, after the result was sent as JSON. */
  unpack(packed: unknown): M
}

/** One object in; then messages until it ends, fails, or the window stops it. */
export interface Stream<S extends z.ZodMiniType = z.ZodMiniType, M = unknown> {
  kind: 'stream'
  in: S
  messages: Carried<M>
  /** Absent if messages are sent unchanged. */
  packing?: Packing<M>
  /** Whether it changes secrets of the cluster one after the other, so that stopping it leaves the rest. */
  writes?(input: z.output<S>): boolean
}

/** One file that was dropped on the window. Only the preload learns its path. One `Result` out. */
export interface Drop<O = unknown> {
  kind: 'drop'
  out: Carried<O>
}

/** Sent to the window whenever it happens. */
export interface Announcement<T = unknown> {
  kind: 'announcement'
  of: Carried<T>
}

export const operation = <S extends z.ZodMiniType, O>(parts: {
  in: S
  out: Carried<O>
}): Operation<S, O> => ({
  kind: 'operation',
  ...parts,
})
export const stream = <S extends z.ZodMiniType, M>(parts: Omit<Stream<S, M>, 'kind'>): Stream<S, M> => ({
  kind: 'stream',
  ...parts,
})
export const drop = <O>(out: Carried<O>): Drop<O> => ({ kind: 'drop', out })
export const announcement = <T>(of: Carried<T>): Announcement<T> => ({ kind: 'announcement', of })

export type Entry = Operation | Stream | Drop | Announcement
export type Domain = Readonly<Record<string, Entry>>
export type Contract = Readonly<Record<string, Domain>>

/** The IPC channel of a contract entry. */
export const channelOf = (domain: string, name: string): string => `${domain}:${name}`

/** The channel on which the window stops a stream that it started, by its number. */
export const stopChannel = 'stream:stop'

/** What a stream's channel carries besides the stream's number, as one JSON text. */
export type StreamFrame = { message: unknown } | { end: true } | { failure: Failure }

/**
 * What the preload offers for each entry. Everything crosses as one JSON text, which is several times faster than
 * objects, both in Electron's context bridge and in a DevTools pipe.
 */
export type Bridge<C extends Contract> = {
  readonly [D in keyof C]: {
    readonly [N in keyof C[D]]: C[D][N] extends Operation
      ? (input: string) => Promise<string>
      : C[D][N] extends Stream
        ? (input: string, onFrame: (frame: string) => void) => () => void
        : C[D][N] extends Drop
          ? (file: object) => Promise<string>
          : (listener: (value: string) => void) => () => void
  }
}

/** The input that a caller passes, before the schema fills in defaults. */
export type InputOf<E> = E extends Operation<infer S> | Stream<infer S> ? z.input<S> : never
/** The input after the schema. */
export type ParsedOf<E> = E extends Operation<infer S> | Stream<infer S> ? z.output<S> : never
export type OutputOf<E> = E extends Operation<z.ZodMiniType, infer O> | Drop<infer O> ? O : never
export type MessageOf<E> = E extends Stream<z.ZodMiniType, infer M> ? M : never
export type AnnouncedOf<E> = E extends Announcement<infer T> ? T : never

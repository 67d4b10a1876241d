import type { TableSelection } from '../../../shared/contract/snapshots.ts'
import type { ColumnId } from '../../../shared/columns.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { FileToRead, SideToCompare, WrittenForm } from './table-engine.ts'

/** Calls to the thread; their results are those of `TableEngine`. */
export type Call =
  | ({ call: 'open'; table: string; evenIfLarge: boolean } & FileToRead)
  | { call: 'put'; table: string; columns: readonly ColumnId[]; rows: readonly (readonly string[])[] }
  | { call: 'compare'; table: string; before: SideToCompare; after: SideToCompare }
  | { call: 'select'; table: string; selection: TableSelection }
  | { call: 'rows'; table: string; version: number; from: number; count: number }
  | { call: 'ids'; table: string; version: number; from: number; count: number }
  | { call: 'kept'; table: string; ids: readonly number[] }
  | { call: 'named'; table: string; ids: readonly number[] }
  | { call: 'facets'; table: string; column: number }
  | { call: 'ages'; table: string; selection: TableSelection }
  | {
      call: 'write'
      table: string
      selection: TableSelection
      as: WrittenForm
      ids?: readonly number[] | undefined
    }
  | { call: 'history'; events: string; files: readonly FileToRead[]; cluster: string }
  | { call: 'life'; table: string; version: number; row: number }
  | { call: 'events'; events: string; from: number; count: number }
  | { call: 'close'; table: string }

export type ToThread =
  | { kind: 'call'; number: number; call: Call }
  | { kind: 'abort'; number: number }
  /** Requests the next piece of a written table. */
  | { kind: 'more'; number: number }

export type FromThread =
  | { kind: 'progress'; number: number; progress: unknown }
  | { kind: 'piece'; number: number; piece: { text: string; rows: number; of: number } }
  | { kind: 'done'; number: number; value: unknown }
  | { kind: 'failed'; number: number; failure: Failure }
  /** An unexpected error. */
  | { kind: 'broken'; number: number; message: string; stack: string }
  /** An abort has arrived; its call ends without another message. */
  | { kind: 'aborted'; number: number }

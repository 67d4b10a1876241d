import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCallAnswerer } from '../thread/answer-calls.ts'
import type { RunningCall } from '../thread/running-call.ts'
import type { History } from '../protocol/table-engine.ts'
import type { TableRow } from '../../../shared/snapshot.ts'
import { readTable } from '../read/read-table.ts'
import { inFolder } from '../../base/testing/in-folder.ts'
import { selectionOf } from './read-text.ts'

/** The header of a history's snapshots in tests. */
export const head = 'Credential,Type,Status,Scope,Kubernetes name,Namespace,Cluster\n'
export const row = (name: string, status = 'No issues found', cluster = 'prod') =>
  `${name},Access key,${status},Project: a,k-${name},runai-a,${cluster}\n`

const running = (told: unknown[] = []): RunningCall => ({
  signal: new AbortController().signal,
  tellProgress: (progress) => void told.push(progress),
  hand: () => Promise.resolve(),
})

/** Calls `use` with a folder of snapshots and functions to read it. */
export function inHistory(use: (history: ReturnType<typeof createHistory>) => Promise<void>): Promise<void> {
  return inFolder((folder) => use(createHistory(folder)))
}

function createHistory(folder: string) {
  let names: string[] = []
  let stop: { after: number; controller: AbortController } | null = null
  const answer = createCallAnswerer({
    limit: 2 ** 31,
    read: (request) => {
      names.push(request.file.name)
      if (stop !== null && names.length >= stop.after) stop.controller.abort(new Error('cancelled'))
      return readTable(request)
    },
  })
  const at = (name: string) => join(folder, name)
  return {
    at,
    write: (name: string, text: string) => writeFile(at(name), text),
    read: async (names: string[], cluster = '', told: unknown[] = []) => {
      const files = names.map((name) => ({ file: { id: name, name, folder }, path: at(name) }))
      const signal = stop?.controller.signal ?? new AbortController().signal
      return (await answer(
        { call: 'history', events: 'e', files, cluster },
        { ...running(told), signal },
      ).finally(() => (stop = null))) as History
    },
    /** The files that were read since the last call. */
    readFiles: (): string[] => {
      const read = names
      names = []
      return read
    },
    cancelAfter: (files: number) => void (stop = { after: files, controller: new AbortController() }),
    async events() {
      const { version } = (await answer(
        { call: 'select', table: 'e', selection: selectionOf(8) },
        running(),
      )) as { version: number }
      const rows = (await answer(
        { call: 'rows', table: 'e', version, from: 0, count: 500 },
        running(),
      )) as TableRow[]
      return { version, rows: rows.map(({ cells }) => cells) }
    },
    life: async (version: number, place: number) =>
      answer({ call: 'life', table: 'e', version, row: place }, running()) as Promise<{
        name: string
        events: { kind: string; file: { name: string }; changes: unknown[] }[]
      }>,
  }
}

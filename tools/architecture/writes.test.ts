import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readSources } from './import-graph.ts'

/** The only path of a write to a cluster: it is recorded before it is sent. */
const way = 'electron/services/writes/recorded-write.ts'

/** The files of the main process that send a write without recording it. Tests and the client itself may. */
const pastTheRecord = (sources: ReadonlyMap<string, string>): string[] =>
  [...sources]
    .filter(([file]) => /^electron\/(?!kube\/)/.test(file) && !file.includes('.test.') && file !== way)
    .filter(([, text]) => /\bconnection\.write\(|\/settle-write\.ts'/.test(text))
    .map(([file]) => file)

it('every write to a cluster goes through the record', () => {
  const sources = readSources(resolve(import.meta.dirname, '../..'))
  expect(pastTheRecord(sources)).toEqual([])
  expect(sources.get(way)).toContain('connection.write(')
})

it('a write past the record is found', () => {
  const planted = new Map([
    ['electron/services/checks/mend.ts', 'await open.connection.write({ verb })'],
    ['electron/services/rotation/rotate.ts', "import { settleWrite } from '../writes/settle-write.ts'"],
    ['electron/services/checks/mend.test.ts', 'connection.write({})'],
    ['electron/kube/object-client.ts', 'connection.write({})'],
  ])
  expect(pastTheRecord(planted)).toEqual([
    'electron/services/checks/mend.ts',
    'electron/services/rotation/rotate.ts',
  ])
})

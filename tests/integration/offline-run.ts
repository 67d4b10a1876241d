/** Uses every snapshot function once, without a kubeconfig. A test watches its network calls. Prints `done`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CompareMessage, HistoryMessage } from '../../shared/contract/snapshots.ts'
import { ofKind, openSnapshots, startStream, wholeTable } from './open-snapshots.ts'

const title = 'Credential,Type,Status,Scope,Kubernetes name,Cluster,Namespace'
const row = (name: string, type: string) => `${name},${type},No issues found,Cluster,k-${name},prod,runai`
// What a browser or a spreadsheet would fetch.
const link =
  '"=WEBSERVICE(""http://192.0.2.1/"")",Access key,<img src=http://192.0.2.1/>,Cluster,k-x,prod,runai'

const opened = await openSnapshots(null)
const { snapshots } = opened
const folder = opened.at('history')
await mkdir(folder)
const before = join(folder, 'credentials-prod-2026-01-01-100000.csv')
const after = join(folder, 'credentials-prod-2026-01-02-100000.csv')
await writeFile(before, [title, row('a', 'Access key'), row('b', 'Password'), link, ''].join('\r\n'))
await writeFile(after, [title, row('a', 'Docker registry'), row('c', 'Password'), link, ''].join('\r\n'))

const first = await opened.open(before)
const second = await opened.open(after)
const comparing = opened.compare({
  before: { kind: 'table', table: first.table },
  after: { kind: 'table', table: second.table },
})
const { table, comparison } = await comparing.next(ofKind<CompareMessage, 'compared'>('compared'))
const selection = wholeTable(comparison.columns.length)
const { selected, version } = await snapshots.select({ table, selection })
await snapshots.rows({ table, version, from: 0, count: selected })
await snapshots.facets({ table, column: 0 })
await snapshots.ages({ table, selection })
for (const as of ['csv', 'html'] as const) {
  opened.willSaveTo(opened.at(`saved.${as}`))
  await snapshots.save(
    { table, selection, as },
    { send: () => undefined, signal: new AbortController().signal },
  )
}
opened.willChoose(folder)
await snapshots.chooseFolder()
const reading = startStream<HistoryMessage>((told) => snapshots.history({ cluster: '' }, told))
const history = await reading.next(ofKind<HistoryMessage, 'history'>('history'))
await Promise.all([reading.stop(), comparing.stop(), first.stream.stop(), second.stream.stop()])
await opened.end()
console.log(`done: ${selected} rows, ${history.eventCount} events, saved ${opened.written.length}`)

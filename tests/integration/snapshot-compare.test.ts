import { readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { CompareMessage } from '../../shared/contract/snapshots.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { applySecret, holdsValue, makeSecrets, marker, type SecretParts } from './cluster-secrets.ts'
import { ofKind, openSnapshots, wholeTable, type OpenedSnapshots } from './open-snapshots.ts'

let opened: OpenedSnapshots | null = null

afterEach(async () => {
  await opened?.end()
  opened = null
})

const registered = (name: string): SecretParts => ({
  labels: { 'run.ai/credentials': 'true', 'run.ai/resource': 'password' },
  annotations: { 'credenza.app/credential': name, 'credenza.app/origin': 'new' },
})

/** A project with credentials, and an application that shows it. */
async function openCompared(credentials: Record<string, string>) {
  const cluster = useCluster()
  const namespace = await cluster.namespace('compare', { 'runai/queue': 'compare' })
  await makeSecrets(
    cluster,
    namespace,
    Object.fromEntries(Object.entries(credentials).map(([name, title]) => [name, registered(title)])),
  )
  // Other tests write at the same time: this user only sees its own namespace.
  const user = await cluster.user('auditor', {
    clusterRules: [{ resources: ['namespaces'], verbs: ['list', 'watch'] }],
    namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs: ['list', 'watch'] }] },
  })
  const application = await openSnapshots(user.kubeconfig)
  opened = application
  const list = await application.openList()
  return { cluster, namespace, application, list }
}

const isCompared = ofKind<CompareMessage, 'compared'>('compared')

const hostile = {
  plain: 'Plain',
  formula: '=cmd|"/c calc"!A1',
  quotes: 'a "quoted", one; with\ttab',
  letters: 'Größe ✓ 漢字 <img src=x onerror=alert(1)>',
}

describe('a snapshot and the live list', () => {
  it('are equal right after the download, with any content of the cells', async () => {
    const { application, list } = await openCompared(hostile)
    await application.download(application.at('now.csv'))
    const { table, snapshot, stream } = await application.open(application.at('now.csv'))
    expect(snapshot).toMatchObject({ rows: 4, maker: 'credenza', remarks: [] })
    const comparing = application.compare({
      before: { kind: 'table', table },
      after: { kind: 'live', context: application.context },
    })
    const { comparison } = await comparing.next(isCompared)
    expect(comparison.counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 4, unmatched: 0 })
    expect(comparison.unmatched).toEqual([])
    expect(comparison.before).toMatchObject({ kind: 'table', name: 'now.csv', rows: 4 })
    expect(comparison.after).toMatchObject({ kind: 'live', name: application.context, rows: 4 })
    await Promise.all([comparing.stop(), stream.stop(), list.stop()])
  })

  it('differ by exactly what kubectl has changed since, reported again under the same name', async () => {
    const { cluster, namespace, application, list } = await openCompared({
      kept: 'Kept',
      changed: 'Changed',
      removed: 'Removed',
    })
    await application.download(application.at('before.csv'))
    const { table, stream } = await application.open(application.at('before.csv'))
    const comparing = application.compare({
      before: { kind: 'table', table },
      after: { kind: 'live', context: application.context },
    })
    const first = await comparing.next(isCompared)
    await cluster.kubectl(['delete', 'secret', 'removed', '-n', namespace])
    await cluster.kubectl([
      'annotate',
      'secret',
      'changed',
      '-n',
      namespace,
      'credenza.app/description=Renewed by hand',
    ])
    await makeSecrets(cluster, namespace, { added: registered('Added') })
    const { comparison, table: compared } = await comparing.next(
      (message): message is Extract<CompareMessage, { kind: 'compared' }> =>
        message.comparison.counts.added === 1 &&
        message.comparison.counts.removed === 1 &&
        message.comparison.counts.changed === 1,
    )
    expect(compared).toBe(first.table)
    expect(comparison.counts).toEqual({ added: 1, removed: 1, changed: 1, unchanged: 1, unmatched: 0 })
    const { snapshots } = application
    const width = comparison.columns.length
    const { selected, version } = await snapshots.select({
      table: compared,
      selection: wholeTable(width, ['added', 'removed', 'changed']),
    })
    const { rows } = await snapshots.rows({ table: compared, version, from: 0, count: selected })
    const nameAt = comparison.columns.findIndex(({ id }) => id === 'name')
    const descriptionAt = comparison.columns.findIndex(({ id }) => id === 'description')
    expect(rows.map((row) => [row.cells[nameAt], row.change]).sort()).toEqual([
      ['Added', 'added'],
      ['Changed', 'changed'],
      ['Removed', 'removed'],
    ])
    const changed = rows.find(({ change }) => change === 'changed')
    expect(changed?.cells[descriptionAt]).toBe('Renewed by hand')
    expect(changed?.before?.map((cell, index) => [index, cell]).filter(([, cell]) => cell !== null)).toEqual([
      [descriptionAt, ''],
    ])
    await Promise.all([comparing.stop(), stream.stop(), list.stop()])
  })

  it('are compared without a value: none reaches the window, the report or the file', async () => {
    const { cluster, namespace, application, list } = await openCompared({ kept: 'Kept' })
    const apply = (name: string, value: string) =>
      applySecret(cluster, { name, namespace, ...registered(name) }, { User: 'robot', Password: value })
    await apply('rotated', `${marker}-of-before`)
    await cluster.kubectl(['annotate', 'secret', 'kept', '-n', namespace, 'credenza.app/description=Once'])
    await application.download(application.at('before.csv'))
    const { table, stream } = await application.open(application.at('before.csv'))
    const comparing = application.compare({
      before: { kind: 'table', table },
      after: { kind: 'live', context: application.context },
    })
    await comparing.next(isCompared)
    await apply('rotated', `${marker}-of-after`)
    await cluster.kubectl([
      ...['annotate', 'secret', 'kept', '-n', namespace, '--overwrite'],
      'credenza.app/description=Twice',
    ])
    // Reported last, so that everything has been reported.
    await apply('added', `${marker}-of-one-more`)
    const { comparison, table: compared } = await comparing.next(
      (message): message is Extract<CompareMessage, { kind: 'compared' }> =>
        message.comparison.counts.added === 1,
    )
    for (const as of ['html', 'csv'] as const)
      await saveAgain(application, { table: compared, columns: comparison.columns.length, as })
    const [before, report, csv] = await Promise.all(
      ['before.csv', 'again.html', 'again.csv'].map((name) => readFile(application.at(name), 'utf8')),
    )
    expect(report).toContain('Twice')
    expect(csv).toContain('Twice')
    expect([before, report, csv, comparing.messages, stream.messages].filter(holdsValue)).toEqual([])
    await Promise.all([comparing.stop(), stream.stop(), list.stop()])
  })

  it('are not compared if the context is not open', async () => {
    const { application, list } = await openCompared({ one: 'One' })
    await application.download(application.at('one.csv'))
    const { table, stream } = await application.open(application.at('one.csv'))
    await list.stop()
    const comparing = application.compare({
      before: { kind: 'table', table },
      after: { kind: 'live', context: application.context },
    })
    await expect(comparing.ended()).rejects.toMatchObject({ failure: { code: 'list-not-open' } })
    await stream.stop()
  })
})

describe('an opened snapshot', () => {
  it('is saved again in the very bytes of the download that made it', async () => {
    const { application, list } = await openCompared(hostile)
    await application.download(application.at('made.csv'))
    const { table, snapshot, stream } = await application.open(application.at('made.csv'))
    const columns = snapshot.columns.filter(({ isDerived }) => !isDerived).length
    await saveAgain(application, { table, columns, as: 'csv' })
    expect(await readFile(application.at('again.csv'))).toEqual(await readFile(application.at('made.csv')))
    expect(application.written).toContain(application.at('again.csv'))
    await Promise.all([stream.stop(), list.stop()])
  })

  it('reports that its file was changed, is as it was read again, and is gone', async () => {
    opened = await openSnapshots(null)
    const path = opened.at('followed.csv')
    await writeFile(path, 'Credential,Type\r\nA,Access key\r\n')
    const { stream } = await opened.open(path)
    const isFile = ofKind<(typeof stream.messages)[number], 'file'>('file')
    const after = () => stream.messages.length
    let from = after()
    const asRead = opened.at('kept')
    await rename(path, asRead)
    expect(await stream.next(isFile, from)).toEqual({ kind: 'file', state: 'gone' })
    from = after()
    await rename(asRead, path)
    expect(await stream.next(isFile, from)).toEqual({ kind: 'file', state: 'as-read' })
    from = after()
    await utimes(path, 1, 1)
    expect(await stream.next(isFile, from)).toEqual({ kind: 'file', state: 'changed' })
    await rm(path)
    await stream.stop()
  })
})

/** Saves a table as `again.csv` or `again.html`. */
async function saveAgain(
  { snapshots, willSaveTo, at }: OpenedSnapshots,
  { table, columns, as }: { table: string; columns: number; as: 'csv' | 'html' },
): Promise<void> {
  willSaveTo(at(`again.${as}`))
  await snapshots.save(
    { table, selection: wholeTable(columns), as },
    { send: () => undefined, signal: new AbortController().signal },
  )
}

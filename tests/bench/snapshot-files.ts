import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { csvLines } from '../../shared/csv-text.ts'

/** How the cells of a file are written. */
export type Quoting = 'where needed' | 'everywhere'

const titles = [
  'Credential',
  'Type',
  'Status',
  'Scope',
  'Kubernetes name',
  'Created by',
  'Last rotation',
  'Cluster',
  'Registry URL',
  'Namespace',
  'Creation time',
  'Description',
]

/** A number below `below`, always the same for the same row and purpose. */
function spread(row: number, purpose: number, below: number): number {
  let mixed = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(purpose + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return ((mixed ^ (mixed >>> 15)) >>> 0) % below
}

const time = (row: number, purpose: number) =>
  `${new Date(1_700_000_000_000 + spread(row, purpose, 90_000_000) * 1000).toISOString().slice(0, 19)}Z`
const pick = (of: readonly string[], row: number, purpose: number) =>
  of[spread(row, purpose, of.length)] ?? ''

function cells(row: number, isChanged: boolean): string[] {
  const project = `team-${spread(row, 1, 500)}`
  const type = pick(['Docker registry', 'Access key', 'Username and password'], row, 2)
  const status = isChanged || spread(row, 3, 20) === 0 ? 'Issues found' : 'No issues found'
  const rotated = isChanged ? '2026-09-20T08:00:00Z' : spread(row, 4, 3) === 0 ? time(row, 5) : ''
  return [
    `Harbor pull login ${row}`,
    type,
    status,
    `Project: ${project}`,
    `dockerregistry-harbor-pull-login-${row}`,
    `user.${spread(row, 6, 60)}@example.com`,
    rotated,
    'prod-eu-1',
    spread(row, 7, 3) === 0 ? '' : `https://harbor.example.com/${project}`,
    `runai-${project}`,
    time(row, 8),
    spread(row, 9, 4) === 0 ? `Pulls, for “${project}”: "main"` : '',
  ]
}

interface SnapshotFileRequest {
  path: string
  rows: number
  quoting: Quoting
  /** The later one of two: 1% of the rows are removed, 1% new, and 3% changed. */
  isLater: boolean
}

/** Writes a snapshot like a large cluster's. */
export async function writeSnapshotFile({
  path,
  rows,
  quoting,
  isLater,
}: SnapshotFileRequest): Promise<void> {
  const line = (fields: string[]) =>
    quoting === 'where needed'
      ? csvLines([fields])
      : `${fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')}\r\n`
  const out = createWriteStream(path)
  let text = `\uFEFF${line(titles)}`
  for (let row = 0; row < rows; row += 1) {
    const share = spread(row, 10, 100)
    if (isLater && share === 0) text += line(cells(rows + row, false))
    else text += line(cells(row, isLater && share <= 3))
    if (text.length < 1_000_000) continue
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  out.end(text)
  await once(out, 'close')
}

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const day = 86_400_000
const titles = [
  ...['Credential', 'Type', 'Status', 'Scope', 'Kubernetes name', 'Created by', 'Last rotation', 'Cluster'],
  ...['Registry URL', 'Namespace', 'Creation time'],
]
const people = 'm.okafor e.sorensen h.yamada j.lindqvist svc-ci t.ferreira a.nowak p.raman'.split(' ')
const scopes = ['Cluster', 'Department: Research', ...'seg-3d vision-train llm-eval rna-folding'.split(' ')]
const kinds = [
  { type: 'Docker registry', prefix: 'dockerregistry', url: 'harbor.int.halden.io' },
  { type: 'Access key', prefix: 'accesskey', url: '' },
  { type: 'Username and password', prefix: 'password', url: '' },
]
const names = [
  ...['Artifactory pull', 'Ceph RGW imaging', 'Checkpoints bucket', 'GHCR robot', 'Git LFS mirror'],
  ...[
    'GitLab registry',
    'Harbor base images',
    'Hugging Face mirror',
    'Label Studio export',
    'MinIO datasets',
  ],
  ...[
    'MLflow tracking',
    'NGC nightly',
    'NVCR base images',
    'Nexus PyPI proxy',
    'Quay mirror',
    'Zenodo deposit',
  ],
  ...[
    'Sequencer uploads',
    'Old RGW keys',
    'DockerHub personal',
    'Slurm bridge',
    'DVC remote',
    'Sentry upload',
  ],
]

/** All columns of one credential on a day. Some change, appear and disappear over time. */
function credential(at: number, week: number, first: number): Record<(typeof titles)[number], string> {
  const { type, prefix, url } = kinds[at % 3] ?? { type: '', prefix: '', url: '' }
  const number = Math.floor(at / names.length)
  const name = `${names[at % names.length] ?? ''}${number === 0 ? '' : ` ${number + 1}`}`
  const place = scopes[(at * 5) % scopes.length] ?? ''
  const isMoved = at % 19 === 2 && week > 7
  const isRotated = at % 13 === 0 && week > 4
  const rotated = isRotated ? first + 30 * day : first - (((at * 37) % 420) + 1) * day
  const isProject = /^[a-z]/.test(place)
  return {
    Credential: name,
    Type: type,
    Status: at % 11 === 4 ? 'Issues found' : 'No issues found',
    Scope: isMoved ? 'Cluster' : isProject ? `Project: ${place}` : place,
    'Kubernetes name': `${prefix}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
    'Created by': isRotated ? 'svc-ci' : (people[at % people.length] ?? ''),
    'Last rotation': at % 4 === 0 && !isRotated ? '' : new Date(rotated).toISOString(),
    Cluster: 'prod-eu-1',
    'Registry URL': at % 29 === 6 && week > 8 ? 'registry.gitlab.halden.io:5050' : url,
    Namespace: isProject ? `runai-${place}` : 'runai',
    'Creation time': new Date(Date.parse('2025-06-01T08:00:00Z') + at * 3 * day).toISOString(),
  }
}

/**
 * Writes weekly snapshots of a made-up company, and other files that may be next to them. Returns the paths of the
 * series.
 */
export async function writeDemoSnapshots(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const first = Date.parse('2026-08-23T06:00:00Z')
  const paths: string[] = []
  for (let week = 0; week < 14; week += 1) {
    const isThere = (at: number) => (at * 7 + 3) % 23 !== week && !(week > 6 && at % 17 === 5)
    const rows = Array.from({ length: 60 + week * 5 }, (_, at) => at)
      .filter(isThere)
      .map((at) => Object.values(credential(at, week, first)))
    const date = new Date(first + week * 7 * day).toISOString().slice(0, 10)
    const path = join(folder, `credentials-prod-eu-1-${date}-060000.csv`)
    const text = [titles, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('')
    await writeFile(path, `\uFEFF${text}`)
    paths.push(path)
  }
  return paths
}

/** A file by another program, with remarks and with content that is dangerous elsewhere. */
export async function writeOddSnapshot(folder: string): Promise<string> {
  const path = join(folder, 'from-a-spreadsheet.csv')
  const lines = [
    'Team;Owner;Cost;Since;Note',
    'Imaging;"Yamada; Hana";3.200;03/04/2026;<b onclick="alert(1)">not bold</b>',
    'Vision;Okafor;1.150;07/09/2026',
    'Research;=HYPERLINK("https://example.invalid");980;05/06/2026;\u202Eesrever;one too many',
  ]
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

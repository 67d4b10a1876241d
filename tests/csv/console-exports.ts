import { columnIds, columns, type ColumnId } from '../../shared/columns.ts'
import type { Credential } from '../../shared/credential.ts'
import { credentialOf } from '../../shared/credential.fixture.ts'
import { usualAgeLimits } from '../../shared/rotation.ts'
import { csvLines } from '../../shared/csv-text.ts'

/**
 * Exports of the same credentials by several versions of Run:ai's console, and by Credenza. The titles are from the
 * documentation of each version (page "Credentials", section "Credentials table"). That of 2.17 and 2.18 lists none; it
 * says that the displayed columns are downloaded. Nothing says how cells are written: scopes, times and words have
 * different plausible forms here, so that each form is compared with each other one.
 */
interface ConsoleExport {
  version: string
  text: string
}

const cluster = 'prod-eu-1'
const at = (minute: number) => new Date(2026, 10, 28, 14, minute)

const no = { count: 0, some: [] }
const rows: Credential[] = [
  credentialOf('dockerregistry-harbor', {
    name: 'Harbor',
    type: 'docker-registry',
    copies: {
      there: { count: 2, some: ['runai-seg-3d', 'runai-vision'] },
      missing: no,
      differing: { count: 1, some: ['runai-vision'] },
      older: no,
      outOfReach: no,
      withValuesInAnnotation: no,
    },
  }),
  credentialOf('accesskey-ceph', {
    name: 'Ceph, imaging',
    type: 'access-key',
    status: { kind: 'issues', issues: [{ code: 'values-in-annotation' }] },
    scope: { kind: 'department', id: '4500043', name: 'research' },
  }),
  credentialOf('password-mlflow', {
    name: 'MLflow',
    type: 'password',
    status: { kind: 'deleting' },
    scope: { kind: 'project', id: 'seg-3d', name: 'seg-3d' },
    namespace: 'runai-seg-3d',
  }),
  credentialOf('genericsecret-wandb', {
    name: 'W&B',
    type: 'generic',
    status: { kind: 'creating' },
    scope: { kind: 'project', id: 'vision', name: 'vision' },
    namespace: 'runai-vision',
  }),
  credentialOf('genericsecret-ngcgs-nim', {
    name: 'NIM',
    type: 'ngc-api-key',
    status: { kind: 'none', reason: { code: 'type-unsaid', secretType: 'Opaque' } },
    scope: { kind: 'account', id: '', name: '' },
  }),
].map((row, minute) => ({
  ...row,
  cluster,
  createdBy: 'm.okafor@halden.io',
  createdAt: at(minute).toISOString(),
  description: minute === 0 ? 'Images of all teams' : '',
}))

/** How many of the rows an export has, since older consoles knew fewer types. */
const rowsOf = { old: 3, generic: 4, all: 5 }

type Cell = (row: Credential, place: number) => string
const two = (number: number) => String(number).padStart(2, '0')
const time =
  (form: (date: Date) => string): Cell =>
  (row) =>
    form(new Date(row.createdAt))
const iso = time((date) => date.toISOString())
/** `28/11/2026, 2:04 PM`, as a British English browser with a 12-hour clock writes it. */
const dayFirst = time(
  (date) => `${date.getDate()}/${date.getMonth() + 1}/2026, 2:${two(date.getMinutes())} PM`,
)
const monthFirst = time(
  (date) => `${date.getMonth() + 1}/${date.getDate()}/2026, 2:${two(date.getMinutes())} PM`,
)
const named = time((date) => `Nov ${date.getDate()}, 2026, 14:${two(date.getMinutes())}`)

const nameAlone: Cell = ({ scope }) =>
  scope.kind === 'cluster' ? cluster : scope.kind === 'account' ? 'Account' : scope.name
const way: Cell = ({ scope }) =>
  ({
    account: 'Tenant',
    cluster: `halden/${cluster}`,
    department: `halden/${cluster}/${scope.name}`,
    project: `halden / ${cluster} / research / ${scope.name}`,
  })[scope.kind]
const kindAndName: Cell = ({ scope }) =>
  scope.kind === 'cluster'
    ? `Cluster: ${cluster}`
    : scope.kind === 'account'
      ? 'account'
      : `${scope.kind}/${scope.name}`

const picked =
  <Key extends string>(of: (row: Credential) => Key, words: Readonly<Record<Key, string>>): Cell =>
  (row) =>
    words[of(row)]
const statusIn = (words: Readonly<Record<Credential['status']['kind'], string>>) =>
  picked(({ status }) => status.kind, words)
const types = (words: Readonly<Record<NonNullable<Credential['type']>, string>>) =>
  picked((row) => row.type ?? 'password', words)

const words = {
  'docker-registry': 'Docker registry',
  'access-key': 'Access key',
  password: 'Username & password',
  generic: 'Generic secret',
  'ngc-api-key': 'NGC API key',
} as const
const statuses = {
  ok: 'No issues found',
  issues: 'Issues found',
  creating: 'Creating…',
  deleting: 'Deleting…',
  none: 'No status',
} as const

const usage: Cell = (_, place) => (place === 0 ? 'pytorch, tensorflow' : '-')

function exported(count: number, cells: Readonly<Record<string, Cell>>): string {
  const titles = Object.keys(cells)
  return csvLines([
    titles,
    ...rows.slice(0, count).map((row, place) => titles.map((title) => cells[title]?.(row, place) ?? '')),
  ])
}

const common = {
  name: (row: Credential) => row.name,
  description: (row: Credential) => row.description,
  kubernetesName: (row: Credential) => row.kubernetesName,
  createdBy: (row: Credential) => row.createdBy,
  cluster: () => cluster,
}

export const consoleExports: readonly ConsoleExport[] = [
  {
    version: '2.17',
    text: exported(rowsOf.old, {
      'Credential name': common.name,
      Type: types({ ...words, password: 'User name and password', 'docker-registry': 'Docker Registry' }),
      Status: statusIn({ ...statuses, none: 'No Status' }),
      Scope: nameAlone,
      'Created by': common.createdBy,
      'Creation time': dayFirst,
      Cluster: common.cluster,
    }),
  },
  {
    version: '2.18',
    text: exported(rowsOf.generic, {
      Credentials: common.name,
      Type: types({ ...words, password: 'Username and password', generic: 'Generic Secret' }),
      Status: statusIn({ ...statuses, creating: 'Creating...', deleting: 'Deleting...' }),
      Scope: kindAndName,
      'Created by': common.createdBy,
      'Creation time': monthFirst,
      Cluster: common.cluster,
    }),
  },
  {
    version: '2.19',
    text: exported(rowsOf.generic, {
      Credentials: common.name,
      Description: common.description,
      Type: types(words),
      Status: statusIn(statuses),
      'Data source(s)': usage,
      'Created by': common.createdBy,
      Scope: nameAlone,
      'Creation time': named,
      Cluster: common.cluster,
    }),
  },
  {
    version: '2.20',
    text: exported(rowsOf.generic, {
      Credentials: common.name,
      Description: common.description,
      Type: types(words),
      Status: statusIn({ ...statuses, creating: 'CREATING', deleting: 'deleting', ok: 'no issues found' }),
      Scope: way,
      'Kubernetes name': common.kubernetesName,
      'Environment(s)': usage,
      'Data source(s)': usage,
      'Created by': common.createdBy,
      'Creation time': monthFirst,
      Cluster: common.cluster,
    }),
  },
  {
    version: '2.25',
    text: exported(rowsOf.all, {
      Credential: common.name,
      Description: common.description,
      Type: types(words),
      Status: statusIn(statuses),
      Scope: way,
      'Kubernetes name': common.kubernetesName,
      'Environment(s)': usage,
      'Data source(s)': usage,
      'Created by': common.createdBy,
      'Creation time': dayFirst,
      Cluster: common.cluster,
    }),
  },
  {
    version: '3.0',
    text: exported(rowsOf.all, {
      Credential: common.name,
      Description: common.description,
      Type: types({ ...words, generic: 'genericSecret', 'ngc-api-key': 'ngcApiKey', password: 'password' }),
      Status: statusIn({ ...statuses, creating: 'Creating', deleting: 'Deleting' }),
      Scope: kindAndName,
      'Kubernetes name': common.kubernetesName,
      Environments: usage,
      'Data sources': usage,
      'Created by': common.createdBy,
      'Creation time': iso,
      Cluster: common.cluster,
    }),
  },
]

/** The same credentials as Credenza exports them. */
export const credenzaExport = (shown: readonly ColumnId[] = columnIds): string => {
  const basis = { asOf: Date.parse('2026-11-29T00:00:00Z'), limits: usualAgeLimits }
  return `\uFEFF${csvLines([
    shown.map((id) => columns[id].csvTitle),
    ...rows.map((row) => shown.map((id) => columns[id].csv(row, basis))),
  ])}`
}

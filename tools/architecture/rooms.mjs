/**
 * The rooms of the source and what each may use: the one table that the linter (eslint.config.js), the test of the import
 * graph (architecture.test.ts) and the diagram in docs/architecture.md share.
 *
 * The rooms stand from the top to the ground. A room may use the rooms behind its name, and they all stand below it, so
 * there is no circle. A room is a folder with everything in it, or one file. To allow an import, add it here and run
 * `node tools/architecture/draw.ts`.
 */
export const rooms = {
  'electron/main.ts': ['electron/app', 'electron/commands', 'electron/compose', 'electron/snapshots'],
  'electron/preload': ['shared'],
  'electron/app': ['shared'],
  'electron/compose': [
    'electron/ipc',
    'electron/services',
    'electron/snapshots',
    'electron/sandbox',
    'electron/keychain',
    'electron/kube',
    'electron/base',
    'shared',
  ],
  'electron/commands': [
    'electron/services',
    'electron/snapshots',
    'electron/sandbox',
    'electron/kube',
    'electron/base',
    'shared',
  ],
  'electron/ipc': ['electron/services', 'shared'],
  'electron/services': [
    'electron/snapshots',
    'electron/keychain',
    'electron/kube',
    'electron/base',
    'shared',
  ],
  'electron/snapshots': ['electron/base', 'shared'],
  'electron/sandbox': ['electron/base', 'shared'],
  'electron/keychain': [],
  'electron/kube': ['electron/base', 'shared'],
  'electron/base': [],
  'renderer/app': [
    'renderer/features/activity',
    'renderer/features/credentials',
    'renderer/features/details',
    'renderer/features/secrets',
    'renderer/features/snapshots',
    'renderer/features/contexts',
    'renderer/features/settings',
    'renderer/features/wizard',
    'renderer/features/connection',
    'renderer/state',
    'renderer/ui',
    'shared',
  ],
  'renderer/gallery': [
    'renderer/features/credentials',
    'renderer/features/secrets',
    'renderer/features/settings',
    'renderer/features/wizard',
    'renderer/features/kubectl',
    'renderer/state',
    'renderer/ui',
    'shared',
  ],
  'renderer/features/credentials': [
    'renderer/features/registry-login',
    'renderer/features/details',
    'renderer/features/checks',
    'renderer/features/life',
    'renderer/features/wizard',
    'renderer/features/connection',
    'renderer/features/download',
    'renderer/features/rotation',
    'renderer/state',
    'renderer/ui',
    'renderer/api.ts',
    'shared',
  ],
  'renderer/features/details': [
    'renderer/features/registry-login',
    'renderer/features/checks',
    'renderer/features/life',
    'renderer/features/usage',
    'renderer/features/kubectl',
    'renderer/state',
    'renderer/ui',
    'renderer/api.ts',
    'shared',
  ],
  'renderer/features/secrets': [
    'renderer/features/runs',
    'renderer/features/connection',
    'renderer/features/kubectl',
    'renderer/state',
    'renderer/ui',
    'renderer/api.ts',
    'shared',
  ],
  'renderer/features/snapshots': [
    'renderer/features/download',
    'renderer/features/rotation',
    'renderer/state',
    'renderer/ui',
    'renderer/api.ts',
    'shared',
  ],
  'renderer/features/activity': [
    'renderer/features/download',
    'renderer/state',
    'renderer/ui',
    'renderer/api.ts',
    'shared',
  ],
  'renderer/features/contexts': ['renderer/state', 'renderer/ui', 'shared'],
  'renderer/features/settings': ['renderer/state', 'renderer/ui', 'renderer/api.ts', 'shared'],
  'renderer/features/life': [
    'renderer/features/usage',
    'renderer/features/wizard',
    'renderer/features/runs',
    'renderer/features/kubectl',
    'renderer/state',
    'renderer/ui',
    'renderer/api.ts',
    'shared',
  ],
  'renderer/features/checks': ['renderer/state', 'renderer/ui', 'renderer/api.ts', 'shared'],
  'renderer/features/usage': ['renderer/state', 'renderer/ui', 'renderer/api.ts', 'shared'],
  'renderer/features/wizard': [
    'renderer/features/registry-login',
    'renderer/features/kubectl',
    'renderer/state',
    'renderer/ui',
    'renderer/api.ts',
    'shared',
  ],
  'renderer/features/connection': ['renderer/state', 'renderer/ui', 'shared'],
  'renderer/features/download': ['renderer/state', 'renderer/ui', 'renderer/api.ts', 'shared'],
  'renderer/features/rotation': ['renderer/ui', 'shared'],
  'renderer/features/runs': ['renderer/state', 'renderer/ui', 'renderer/api.ts', 'shared'],
  'renderer/features/registry-login': ['renderer/state', 'renderer/ui', 'renderer/api.ts', 'shared'],
  'renderer/features/kubectl': ['renderer/state', 'renderer/ui', 'shared'],
  'renderer/state': ['renderer/ui', 'renderer/api.ts', 'shared'],
  'renderer/ui': ['shared'],
  'renderer/api.ts': ['shared'],
  shared: [],
}

/**
 * The rooms inside a room, in the same way. `.` is the files of the room itself that lie in no folder of it.
 * Tests are free inside their room.
 */
export const innerRooms = {
  'electron/services': {
    snapshots: ['credentials', 'cluster', 'contexts', 'settings', '.'],
    credentials: ['cluster', '.'],
    rotation: ['life', 'wizard', 'secret-values', 'writes', 'cluster', 'contexts', '.'],
    wizard: ['secret-values', 'writes', 'cluster', 'contexts'],
    secrets: ['writes', 'cluster', '.'],
    life: ['writes', 'cluster', '.'],
    details: ['cluster', 'contexts'],
    usage: ['writes', 'cluster', '.'],
    checks: ['secret-values', 'writes', 'cluster', 'contexts', '.'],
    values: ['secret-values', 'cluster', 'contexts', 'settings'],
    registry: ['secret-values', 'cluster', 'contexts', 'settings'],
    'secret-values': ['writes'],
    writes: ['activity', 'cluster', '.'],
    activity: ['.'],
    drafts: ['settings'],
    cluster: ['contexts', 'organization', 'settings', '.'],
    contexts: [],
    organization: [],
    settings: [],
    '.': [],
  },
  'electron/snapshots': {
    thread: ['history', 'compare', 'read', 'write', 'query', 'protocol', 'table'],
    history: ['compare', 'read', 'protocol', 'table'],
    compare: ['table'],
    read: ['table'],
    write: ['query', 'protocol', 'table'],
    query: ['table'],
    protocol: [],
    table: [],
  },
  'electron/sandbox': {
    '.': ['seed', 'api', 'storage', 'objects'],
    seed: ['api', 'storage', 'objects'],
    api: ['storage', 'objects', 'words'],
    storage: ['objects', 'words'],
    objects: ['words'],
    words: [],
  },
  'electron/kube': {
    '.': ['lists', 'requests', 'sign-in', 'failures', 'http', 'core', 'kubeconfig'],
    lists: ['requests', 'failures', 'http', 'core'],
    requests: ['sign-in', 'failures', 'http', 'kubeconfig'],
    'sign-in': ['failures', 'http', 'core', 'kubeconfig'],
    failures: ['http', 'core', 'tls', 'kubeconfig'],
    http: ['core', 'tls', 'kubeconfig'],
    core: [],
    tls: ['kubeconfig'],
    kubeconfig: [],
  },
  'renderer/gallery': { exhibits: ['.'], '.': [] },
  'renderer/features/secrets': { '.': ['labels', 'rows'], labels: ['rows'], rows: [] },
  'renderer/features/snapshots': {
    '.': ['compare', 'history', 'file', 'table'],
    compare: ['history', 'file', 'table'],
    history: ['file', 'table'],
    file: ['table'],
    table: [],
  },
  'renderer/features/wizard': { '.': ['session'], session: [] },
  'renderer/state': {
    contexts: ['open-context', 'settings'],
    'credentials-view': ['open-context', 'settings'],
    'open-context': ['settings'],
    sandbox: [],
    settings: [],
    '.': [],
  },
  'renderer/ui': { cells: ['grid', '.'], chart: ['.'], grid: ['.'], '.': [] },
  shared: {
    kubectl: ['contract', 'credential-types', '.'],
    rows: ['contract', '.'],
    contract: ['credential-types', '.'],
    'failure-text': ['credential-types', '.'],
    'snapshot-text': ['.'],
    '.': ['credential-types'],
    'credential-types': [],
  },
}

/** The room of a file, or undefined where the table has none. Paths are those of the repository, with `/`. */
export function roomOf(file) {
  return Object.keys(rooms).find((room) => file === room || file.startsWith(`${room}/`))
}

/** The room inside the file's room: a folder's name, or `.`; undefined where that room is not divided. */
export function innerRoomOf(file) {
  const room = roomOf(file)
  if (room === undefined || !(room in innerRooms)) return undefined
  const [folder, ...below] = file.slice(room.length + 1).split('/')
  return below.length === 0 ? '.' : folder
}

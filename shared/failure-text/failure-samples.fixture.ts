import type { FailureCode, FailureDetails } from '../failure.ts'

export const server = 'https://api.example.org:6443'

/** A failure for every code. A missing code doesn't compile. */
export const samples: { [C in FailureCode]: { details: FailureDetails[C]; names: string[] } } = {
  'kubeconfig-missing': {
    details: { places: [{ source: 'default', path: '/k/config', found: 'missing' }] },
    names: ['kubectl', '/k/config'],
  },
  'kubeconfig-unreadable': {
    details: { file: '/k/config', reason: 'EACCES' },
    names: ['/k/config', 'EACCES'],
  },
  'kubeconfig-malformed': {
    details: { file: '/k/config', line: 14, field: 'users[2].user', reason: 'a mapping is expected' },
    names: ['/k/config', '14', 'users[2].user', 'mapping'],
  },
  'context-unknown': {
    details: { context: 'prod', file: '/k/config', known: ['test', 'lab'] },
    names: ['prod', 'current-context of /k/config', 'test, lab'],
  },
  'context-unset': {
    details: { known: ['a', 'b'], files: ['/k/config'] },
    names: ['no current-context in /k/config'],
  },
  'context-dangling': {
    details: { context: 'prod', kind: 'user', name: 'bob', file: '/k/config' },
    names: ['prod', '/k/config names the user bob'],
  },
  'context-unusable': {
    details: { context: 'prod', field: 'certificate-authority', file: '/k/ca.crt', reason: 'ENOENT' },
    names: ['prod', 'certificate-authority', '/k/ca.crt', 'ENOENT'],
  },
  'sign-in-unsupported': {
    details: { context: 'prod', method: 'gcp', field: 'auth-provider', file: '/k/config' },
    names: ['prod', 'gcp', 'auth-provider', '/k/config'],
  },
  'plugin-not-allowed': {
    details: {
      file: '/k/config',
      user: 'bob',
      server,
      command: 'kubelogin',
      program: { path: '/opt/bin/kubelogin', target: '/opt/bin/kubelogin', size: 10, changedAt: '' },
      args: ['get-token'],
      environment: [{ name: 'REALM', value: 'ml', hidden: 0, risk: '' }],
      isToldOfCluster: false,
      clusterConfig: '',
      isChanged: false,
      fingerprint: 'f'.repeat(64),
    },
    names: ['prod', '/opt/bin/kubelogin', 'Nothing was run'],
  },
  'files-not-allowed': {
    details: {
      file: '/k/config',
      user: 'bob',
      server,
      files: [{ field: 'tokenFile', path: '/home/bob/.vault-token', target: '/home/bob/.vault-token' }],
      fingerprint: 'f'.repeat(64),
    },
    names: ['prod', '/k/config', '/home/bob/.vault-token', 'api.example.org:6443', 'Nothing was read'],
  },
  redirected: {
    details: { server, status: 302, target: 'login.example.org' },
    names: ['api.example.org:6443', 'login.example.org', 'HTTP 302'],
  },
  'connection-unsafe': {
    details: { context: 'prod', server, protection: 'unverified' },
    names: ['prod', 'isn’t verified'],
  },
  'mark-unclear': { details: { context: 'prod', server }, names: ['prod', 'api.example.org:6443'] },
  'read-only': { details: { context: 'prod' }, names: ['prod', 'read-only'] },
  'plugin-missing': {
    details: { command: 'kubelogin', hint: 'install it with brew' },
    names: ['kubelogin', 'brew'],
  },
  'plugin-failed': { details: { command: 'kubelogin', exitCode: 3 }, names: ['kubelogin', '3'] },
  'plugin-timeout': { details: { command: 'kubelogin', seconds: 60 }, names: ['kubelogin', '60 s'] },
  'plugin-rubbish': { details: { command: 'kubelogin', reason: 'no JSON' }, names: ['kubelogin', 'No JSON'] },
  'token-file-unreadable': { details: { file: '/t/token', reason: 'EACCES' }, names: ['/t/token', 'EACCES'] },
  'name-not-resolved': { details: { host: 'api.example.org' }, names: ['api.example.org'] },
  'connection-refused': { details: { server }, names: ['api.example.org:6443'] },
  'connection-cut': { details: { server }, names: ['prod'] },
  'no-answer': { details: { server, seconds: 15 }, names: ['prod', '15 s', 'api.example.org:6443'] },
  'certificate-untrusted': {
    details: { server, reason: 'unknown-authority' },
    names: ['prod', 'authority that the kubeconfig trusts'],
  },
  'certificate-expired': {
    details: { server, expiredAt: '2026-01-02T00:00:00Z' },
    names: ['prod', 'Jan 2026'],
  },
  'certificate-not-yet-valid': {
    details: { server, validFrom: '2026-01-02T00:00:00Z' },
    names: ['prod', 'Jan 2026', 'clock'],
  },
  'clock-wrong': {
    details: { server, minutes: 12, direction: 'behind', of: 'certificate' },
    names: ['12 minutes behind the clock of prod', 'not valid yet', 'Set this computer’s time'],
  },
  'certificate-other-host': {
    details: { server, reason: 'it is for other.org' },
    names: ['prod', 'other.org'],
  },
  'client-certificate-expired': {
    details: { user: 'bob', expiredAt: '2026-01-02T00:00:00Z' },
    names: ['bob', 'Jan 2026'],
  },
  'client-certificate-refused': { details: { user: 'bob', server }, names: ['bob', 'prod'] },
  'tls-failed': { details: { server, reason: 'wrong version number' }, names: ['prod', 'Wrong version'] },
  'proxy-failed': {
    details: { proxy: 'http://proxy:3128', reason: 'it answered 407' },
    names: ['proxy:3128', '407'],
  },
  unauthorized: {
    details: { server, user: 'bob', expiredAt: '2026-09-27T11:46:00Z' },
    names: ['prod', 'token of bob', '14 minutes ago', 'won’t try again by itself'],
  },
  forbidden: {
    details: { user: 'bob', verb: 'list', resource: 'secrets', namespace: 'llm-eval' },
    names: ['bob can’t list secrets in llm-eval', 'the verb list on secrets'],
  },
  'not-found': { details: { what: 'The namespace llm-eval' }, names: ['llm-eval'] },
  'too-many-requests': { details: { server, seconds: 8 }, names: ['prod', '8 s'] },
  'version-expired': { details: { what: 'the page token' }, names: ['The page token'] },
  'server-error': {
    details: { server, status: 500, reason: 'InternalError' },
    names: ['prod', '500 InternalError'],
  },
  'not-kubernetes': {
    details: { server, status: 200, contentType: 'text/html' },
    names: ['api.example.org:6443', '200', 'text/html', 'proxy'],
  },
  'answer-garbled': { details: { server, reason: 'it ended at byte 512' }, names: ['prod', 'byte 512'] },
  'answer-too-large': {
    details: { server, what: 'rows', limit: 250_000 },
    names: ['prod', 'more than 250,000 rows', 'reading stopped', 'CREDENZA_MOST_ROWS'],
  },
  refused: { details: { server, status: 418, reason: 'Teapot' }, names: ['prod', '418 Teapot'] },
  conflict: { details: { what: 'secrets harbor' }, names: ['secrets harbor'] },
  'already-exists': { details: { what: 'secrets harbor' }, names: ['secrets harbor'] },
  invalid: {
    details: { what: 'Secret harbor', fields: ['metadata.name'] },
    names: ['Secret harbor', 'metadata.name'],
  },
  'too-large': { details: { what: 'harbor' }, names: ['harbor', '1 MiB'] },
  'quota-exceeded': { details: { namespace: 'runai-vision' }, names: ['runai-vision'] },
  'quota-busy': { details: { namespace: 'runai-vision' }, names: ['runai-vision', 'Try again'] },
  'admission-refused': { details: { webhook: 'names.example.org' }, names: ['names.example.org'] },
  'namespace-terminating': { details: { namespace: 'runai-vision' }, names: ['runai-vision'] },
  'outcome-unknown': { details: { server, cause: 'connection-cut' }, names: ['prod', 'twice'] },
  'secret-taken': {
    details: {
      namespace: 'runai-vision',
      name: 'harbor-pull',
      credential: 'Harbor robot',
      by: 't.ferreira',
      at: '2026-09-27T11:59:56Z',
    },
    names: ['harbor-pull', 't.ferreira', '“Harbor robot” 4 seconds before you'],
  },
  'secret-gone': {
    details: { namespace: 'runai-vision', name: 'harbor-pull' },
    names: ['harbor-pull', 'runai-vision'],
  },
  'secret-copied': {
    details: { namespace: 'runai-vision', name: 'harbor-pull', runaiNamespace: 'runai' },
    names: ['harbor-pull', 'runai-vision', 'original in runai'],
  },
  'secret-not-understood': {
    details: { namespace: 'runai-vision', name: 'harbor-pull', label: 'run.ai/user=7' },
    names: ['harbor-pull', 'run.ai/user=7'],
  },
  'secret-not-registered': {
    details: { namespace: 'runai-vision', name: 'harbor-pull' },
    names: ['harbor-pull', 'labels'],
  },
  'secret-changed': {
    details: { namespace: 'runai-vision', name: 'harbor-pull' },
    names: ['harbor-pull', 'still unused'],
  },
  'secret-replaced': {
    details: { namespace: 'runai-vision', name: 'harbor-pull' },
    names: ['harbor-pull', 'runai-vision', 'another with the same name'],
  },
  'credential-changed': {
    details: { namespace: 'runai-vision', name: 'harbor-pull' },
    names: ['harbor-pull', 'Someone else', 'Nothing was written'],
  },
  'credential-released': {
    details: { namespace: 'runai-vision', name: 'harbor-pull' },
    names: ['harbor-pull', 'released', 'runai-vision'],
  },
  'credential-of-console': {
    details: { namespace: 'runai-vision', name: 'harbor-pull' },
    names: ['harbor-pull', 'console'],
  },
  'undo-over': { details: { change: 'c-1' }, names: ['undone', 'time'] },
  'secret-unfit': {
    details: {
      namespace: 'runai-vision',
      name: 's3-import',
      incompatibilities: [
        { code: 'key-empty', key: 'SecretKey' },
        { code: 'key-missing', accepted: ['User', 'UserName'] },
      ],
    },
    names: ['s3-import', 'Its key SecretKey is empty', 'no key User or UserName'],
  },
  'secret-exists': {
    details: {
      namespace: 'runai-vision',
      name: 'password-git',
      credential: 'Git',
      registered: true,
      by: 'p.raman',
    },
    names: ['password-git', 'runai-vision', '“Git”', 'p.raman'],
  },
  'credential-name-taken': {
    details: {
      name: 'Harbor',
      scope: { kind: 'project', id: 'seg-3d', name: 'seg-3d' },
      secret: 'runai-seg-3d/harbor',
    },
    names: ['“Harbor”', 'seg-3d', 'runai-seg-3d/harbor'],
  },
  'scope-elsewhere': {
    details: { scope: { kind: 'department', id: 'research' }, namespace: 'runai-vision' },
    names: ['runai-vision', 'Settings'],
  },
  cancelled: { details: { operation: 'connect' }, names: ['prod'] },
  'file-not-written': { details: { file: '/d/a.csv', reason: 'ENOSPC' }, names: ['/d/a.csv', 'is full'] },
  'report-too-long': { details: { what: 'rows', count: 9_000, most: 5_000 }, names: ['9,000', '5,000'] },
  'report-not-printed': { details: { seconds: 300 }, names: ['300'] },
  'record-not-written': {
    details: { file: '/u/activity/activity-1.jsonl', reason: 'ENOSPC' },
    names: ['/u/activity/activity-1.jsonl', 'disk is full'],
  },
  'settings-broken': {
    details: { file: '/s/settings.json', setAside: '/s/settings.broken.json', reason: 'no JSON' },
    names: ['/s/settings.broken.json', 'No JSON'],
  },
  'file-unreadable': { details: { file: '/d/a.csv', reason: 'EACCES' }, names: ['/d/a.csv', 'EACCES'] },
  'chosen-file-unreadable': { details: { name: 'id_rsa', reason: 'EACCES' }, names: ['id_rsa', 'EACCES'] },
  'chosen-file-gone': { details: { id: '1' }, names: ['Choose the file again'] },
  'file-without-path': { details: { name: 'mail.csv' }, names: ['mail.csv', 'Save it'] },
  'csv-empty': { details: { file: '/d/a.csv' }, names: ['/d/a.csv'] },
  'csv-other-kind': { details: { file: '/d/a.csv', kind: 'PDF' }, names: ['/d/a.csv', 'PDF'] },
  'csv-not-text': { details: { file: '/d/a.csv' }, names: ['/d/a.csv'] },
  'csv-too-wide': {
    details: { file: '/d/a.csv', line: 4711, columns: 20_000, most: 9990 },
    names: ['/d/a.csv', '4,711', '20,000', '9,990'],
  },
  'csv-row-too-long': {
    details: { file: '/d/a.csv', line: 4711, megabytes: 64 },
    names: ['/d/a.csv', '4,711', '64 MB'],
  },
  'csv-too-large': {
    details: { file: '/d/a.csv', rows: 5_000_000, memory: 4.2e9, limit: 3e9 },
    names: ['/d/a.csv', '5,000,000 rows', '4.2 GB', '3.0 GB'],
  },
  'table-not-open': { details: { table: 't-1' }, names: ['Open it again'] },
  'history-folder-unset': { details: { context: 'prod' }, names: ['prod', 'folder'] },
  'policy-broken': {
    details: { file: '/etc/credenza/policy.json', reason: 'EACCES' },
    names: ['/etc/credenza/policy.json', 'EACCES'],
  },
  'setting-locked': {
    details: { setting: 'canTestLogins', file: '/etc/credenza/policy.json' },
    names: ['Your organization', '/etc/credenza/policy.json'],
  },
  'switched-off': {
    details: { what: 'login-test', file: '/etc/credenza/policy.json' },
    names: ['Login tests are turned off', '/etc/credenza/policy.json'],
  },
  'authorities-unreadable': {
    details: { file: '/k/ca.pem', reason: 'EACCES' },
    names: ['/k/ca.pem', 'EACCES'],
  },
  'key-gone': { details: { namespace: 'vision', name: 'harbor', key: 'User' }, names: ['harbor', 'vision'] },
  'value-not-text': { details: { name: 'harbor-pull', key: 'keystore' }, names: ['harbor-pull', 'keystore'] },
  'no-registry-login': { details: { namespace: 'vision', name: 'harbor' }, names: ['harbor', 'vision'] },
  'sandbox-broken': {
    details: { file: '/s/sandbox.json', setAside: '/s/sandbox.broken.json', reason: 'EACCES' },
    names: ['/s/sandbox.broken.json', 'permission', 'first start'],
  },
  'sandbox-not-written': {
    details: { file: '/s/sandbox.json', reason: 'ENOSPC' },
    names: ['/s/sandbox.json', 'disk is full', 'until Credenza quits'],
  },
  'list-not-open': { details: { context: 'prod' }, names: ['prod'] },
  'input-invalid': {
    details: { operation: 'settings:change', field: 'columns' },
    names: ['settings:change', 'columns'],
  },
  'sender-untrusted': { details: { operation: 'settings:change' }, names: ['settings:change'] },
  internal: { details: { id: 'f00d' }, names: ['f00d'] },
}

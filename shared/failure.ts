import type { Incompatibility, Scope, WrittenScope } from './credential.ts'

/** A place where kubectl's rules look for a kubeconfig, and what is there. */
export interface KubeconfigPlace {
  /** What pointed to the file. */
  source: 'argument' | 'environment' | 'default' | 'chosen'
  path: string
  found: 'read' | 'missing' | 'failed'
}

/**
 * All expected failures, with the details that people need. The window chooses the text by `code`. `said` is the
 * message of the cluster or plugin, with values masked.
 */
export interface FailureDetails {
  'kubeconfig-missing': { places: KubeconfigPlace[] }
  /** `reason` is the system's code, such as EACCES. */
  'kubeconfig-unreadable': { file: string; reason: string }
  /** `line` counts from 1, 0 if unknown. `field` is a path such as `users[2].user.exec.command`, or empty. */
  'kubeconfig-malformed': { file: string; line: number; field: string; reason: string }
  /** `file` is the kubeconfig with this `current-context`. Empty if a person requested it. */
  'context-unknown': { context: string; file: string; known: string[] }
  /** No context was requested, and the kubeconfig in these files has no current one. */
  'context-unset': { known: string[]; files: string[] }
  /** The context, which `file` defines, refers to a cluster or user that no file defines. */
  'context-dangling': { context: string; kind: 'cluster' | 'user'; name: string; file: string }
  /**
   * A field of a cluster or user is unusable: a missing file, or broken base64 or PEM. `file` is that file, otherwise
   * the kubeconfig; empty if neither is the cause.
   */
  'context-unusable': { context: string; field: string; file: string; reason: string }
  /**
   * A sign-in method that Credenza doesn't support, such as a removed auth provider, in this `field` of the kubeconfig.
   */
  'sign-in-unsupported': { context: string; method: string; field: string; file: string }
  /**
   * A kubeconfig wants to run a program that the user hasn't allowed. `isChanged`: a different one was allowed for this
   * file before. `command` is the kubeconfig's text, `program` what it resolves to: an absolute path, its link target,
   * size in bytes, and modification time (ISO 8601). Of an environment value, `hidden` characters are left out; `risk`
   * says what the variable can make a program do, and variables with a risk come first. `clusterConfig` is JSON, cut
   * after its beginning with the length of the rest; empty for none. `fingerprint` identifies exactly this run.
   */
  'plugin-not-allowed': {
    file: string
    user: string
    server: string
    command: string
    program: { path: string; target: string; size: number; changedAt: string }
    args: string[]
    environment: { name: string; value: string; hidden: number; risk: string }[]
    isToldOfCluster: boolean
    clusterConfig: string
    isChanged: boolean
    fingerprint: string
  }
  /**
   * A kubeconfig names files outside of its folder, which signing in to `server` would read and send. `target` is a
   * path's link target. `fingerprint` identifies exactly these files and this server.
   */
  'files-not-allowed': {
    file: string
    user: string
    server: string
    files: { field: string; path: string; target: string }[]
    fingerprint: string
  }
  'plugin-missing': { command: string; hint: string }
  /** `reason`: the system’s code if it couldn’t be started. */
  'plugin-failed': { command: string; exitCode: number | null; reason?: string }
  'plugin-timeout': { command: string; seconds: number }
  'plugin-rubbish': { command: string; reason: string }
  'token-file-unreadable': { file: string; reason: string }
  'name-not-resolved': { host: string }
  'connection-refused': { server: string }
  /** The connection was closed or reset before an answer was complete. */
  'connection-cut': { server: string }
  /** The server accepted the connection but didn't answer in time. */
  'no-answer': { server: string; seconds: number }
  /** `reason` is the rule that failed, such as `unknown-authority`. */
  'certificate-untrusted': { server: string; reason: string }
  /** `expiredAt` is ISO 8601 or empty. */
  'certificate-expired': { server: string; expiredAt: string }
  /** `validFrom` is ISO 8601 or empty. */
  'certificate-not-yet-valid': { server: string; validFrom: string }
  /**
   * This machine's clock differs from the cluster's, which is why the certificate seems invalid or the sign-in was
   * refused.
   */
  'clock-wrong': {
    server: string
    minutes: number
    direction: 'behind' | 'ahead'
    of: 'certificate' | 'sign-in'
  }
  'certificate-other-host': { server: string; reason: string }
  'client-certificate-expired': { user: string; expiredAt: string }
  'client-certificate-refused': { user: string; server: string }
  'tls-failed': { server: string; reason: string }
  'proxy-failed': { proxy: string; reason: string }
  /** 401. `expiredAt` is the token's own expiry, ISO 8601, empty if not expired or unknown. */
  unauthorized: { server: string; user: string; expiredAt: string }
  /** 403. `namespace` is empty for the whole cluster. */
  forbidden: { user: string; verb: string; resource: string; namespace: string }
  'not-found': { what: string }
  /** 429. `seconds` until it may be retried. */
  'too-many-requests': { server: string; seconds: number }
  /** 410: the list's continue token or the watch's version is too old. */
  'version-expired': { what: string }
  /** 500 and above, with a Status from the cluster. */
  'server-error': { server: string; status: number; reason: string }
  /** An answer that isn't from a kube-apiserver, such as a proxy's HTML page. */
  'not-kubernetes': { server: string; status: number; contentType: string }
  /** A redirect to another host, which wasn't followed. `target` is that host, empty if unknown. */
  redirected: { server: string; status: number; target: string }
  /** An answer that ended early or can't be parsed. */
  'answer-garbled': { server: string; reason: string }
  /**
   * A list exceeds what Credenza reads, and wasn't read to its end. `limit` is the limit: rows, pages or namespaces,
   * MiB in total, or MiB of one row.
   */
  'answer-too-large': {
    server: string
    what: 'rows' | 'pages' | 'megabytes' | 'row' | 'namespaces'
    limit: number
  }
  /** 409: the object has changed since the version that the write was based on. */
  conflict: { what: string }
  /** 409: an object with this name exists. */
  'already-exists': { what: string }
  /** 422. `fields` are paths such as `metadata.name`. */
  invalid: { what: string; fields: string[] }
  'too-large': { what: string }
  'quota-exceeded': { namespace: string }
  /** 409: another write changed the quota of the namespace at the same time. */
  'quota-busy': { namespace: string }
  /** A webhook of the cluster refused. `said` is its message. */
  'admission-refused': { webhook: string }
  'namespace-terminating': { namespace: string }
  /** A write was sent, but no answer says how it ended. `cause` is the code of the failure that occurred instead. */
  'outcome-unknown': { server: string; cause: string }
  /** Any other refusal by the cluster. */
  refused: { server: string; status: number; reason: string }
  /**
   * Someone else claimed the secret first, or the console manages it. `at` is ISO 8601. `by` and `at` are empty if the
   * secret doesn't say.
   */
  'secret-taken': { namespace: string; name: string; credential: string; by: string; at: string }
  'secret-gone': { namespace: string; name: string }
  /** It is a copy of a secret with a wider scope, whose original is in `runaiNamespace`. */
  'secret-copied': { namespace: string; name: string; runaiNamespace: string }
  /** It is registered by a label that Credenza doesn't understand. `label` includes its value: `run.ai/user=7`. */
  'secret-not-understood': { namespace: string; name: string; label: string }
  /** Its labels were removed, or have another scope. */
  'secret-not-registered': { namespace: string; name: string }
  /** It has changed since it was read, but wasn't claimed. */
  'secret-changed': { namespace: string; name: string }
  /** It isn't the secret that was shown: that one was deleted, and another with its name created. */
  'secret-replaced': { namespace: string; name: string }
  /** Someone has changed the credential since it was shown. */
  'credential-changed': { namespace: string; name: string }
  /** It is no longer a credential: someone released it. */
  'credential-released': { namespace: string; name: string }
  /** Run:ai's console created and manages it. */
  'credential-of-console': { namespace: string; name: string }
  /** A change that can no longer be undone. */
  'undo-over': { change: string }
  'secret-unfit': { namespace: string; name: string; incompatibilities: Incompatibility[] }
  /**
   * A secret with this Kubernetes name exists. `credential`: its credential name, empty if it isn't one of ours;
   * `registered`: it has scope labels.
   */
  'secret-exists': { namespace: string; name: string; credential: string; registered: boolean; by: string }
  /** `secret` is the namespace/name of the credential with that name. */
  'credential-name-taken': { name: string; scope: Scope; secret: string }
  /** Secrets with this scope don't belong in this namespace. */
  'scope-elsewhere': { scope: WrittenScope; namespace: string }
  /** The user cancelled. `operation` is what was under way. */
  cancelled: { operation: string }
  /** `reason` is the system's code, such as ENOSPC. */
  'file-not-written': { file: string; reason: string }
  /** A report exceeds the limits of a PDF. */
  'report-too-long': { what: 'rows' | 'characters'; count: number; most: number }
  /** A report didn't become a PDF: not within this many seconds, or because printing failed (0 seconds). */
  'report-not-printed': { seconds: number }
  /**
   * The record of writes can't accept a line, so that the write wasn't sent. `reason` is the system's code, such as
   * ENOSPC, or `in-use` if another process didn't release it in time.
   */
  'record-not-written': { file: string; reason: string }
  /** The file of a snapshot. `reason` is the system's code, such as ENOENT or EACCES. */
  'file-unreadable': { file: string; reason: string }
  /** A dropped item that isn't in a folder, such as an email attachment. */
  'file-without-path': { name: string }
  /**
   * A file that was chosen as a value. `name` excludes the folder. `reason` is the system's code, or `not-a-file`,
   * `too-large`, `empty`.
   */
  'chosen-file-unreadable': { name: string; reason: string }
  /** The content of a chosen file is no longer kept. */
  'chosen-file-gone': { id: string }
  'csv-empty': { file: string }
  /** Its first bytes are those of another file type, under its common name: PDF, ZIP, Excel workbook. */
  'csv-other-kind': { file: string; kind: string }
  /** It isn't text in columns. */
  'csv-not-text': { file: string }
  /** The header or a row exceeds the maximum number of cells. `line` is where it begins. */
  'csv-too-wide': { file: string; line: number; columns: number; most: number }
  /** One row is too long to be a row. `line` is where it begins. */
  'csv-row-too-long': { file: string; line: number; megabytes: number }
  /** It exceeds the memory that this machine allows. `memory` and `limit` are in bytes. */
  'csv-too-large': { file: string; rows: number; memory: number; limit: number }
  /** The table was closed, or its thread ended. `isMemoryShort`: because it ran out of memory. */
  'table-not-open': { table: string; isMemoryShort?: true }
  /** No history folder was chosen. */
  'history-folder-unset': { context: string }
  'settings-broken': { file: string; setAside: string; reason: string }
  /** The site's policy file can't be read. Everything that it could forbid is forbidden. */
  'policy-broken': { file: string; reason: string }
  /** The site decides this setting in that file. */
  'setting-locked': { setting: string; file: string }
  /** A setting forbids it. `file` is the site's policy, empty if it is the user's setting. */
  'switched-off': { what: 'login-test' | 'reveal'; file: string }
  /** The file of the user's authorities contains no certificate, or can't be read. */
  'authorities-unreadable': { file: string; reason: string }
  /** The Secret exists, but without this key. */
  'key-gone': { namespace: string; name: string; key: string }
  /** A value that isn't text can't be copied as text. */
  'value-not-text': { name: string; key: string }
  /** The Secret contains no registry login at all. */
  'no-registry-login': { namespace: string; name: string }
  /** The sandbox's file is broken. `setAside`: where it is now, empty if it couldn't be moved. */
  'sandbox-broken': { file: string; setAside: string; reason: string }
  'sandbox-not-written': { file: string; reason: string }
  /** The user made the context read-only in Credenza. */
  'read-only': { context: string }
  /** Values would be sent over an unprotected connection, and the user hasn't allowed that. */
  'connection-unsafe': { context: string; server: string; protection: 'unverified' | 'unencrypted' }
  /**
   * A mark (name, color, read-only) was made for another server or file. The user must say whether it belongs to this
   * cluster.
   */
  'mark-unclear': { context: string; server: string }
  'list-not-open': { context: string }
  /** Input from the window doesn't match the contract: a bug or an attack. */
  'input-invalid': { operation: string; field: string }
  'sender-untrusted': { operation: string }
  /** Unexpected. The log contains the same `id`. */
  internal: { id: string }
}

export type FailureCode = keyof FailureDetails

/** A failure as it is sent to the window: plain JSON. */
export type Failure = { [C in FailureCode]: FailureOf<C> }[FailureCode]
export type FailureOf<C extends FailureCode> = { code: C; said?: string } & FailureDetails[C]

/** The error class of services and kube for expected failures. People never see its message. */
export class ExpectedError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.code)
    this.name = 'ExpectedError'
    this.failure = failure
  }
}

/** Creates the error to throw: `throw failed('connection-refused', { server })`. */
export function failed<C extends FailureCode>(
  code: C,
  details: FailureDetails[C],
  said?: string,
): ExpectedError {
  const failure = { code, ...details, ...(said === undefined || said === '' ? {} : { said }) }
  return new ExpectedError(failure as unknown as Failure)
}

/** The failure of an error. `null` if the error is unexpected. */
export function failureOf(error: unknown): Failure | null {
  return error instanceof ExpectedError ? error.failure : null
}

/** The result of every operation of the contract. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure }

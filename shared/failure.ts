import type { Incompatibility, Scope, WrittenScope } from './credential.ts'

/** Where kubectl's rules look for a kubeconfig and what was found there. */
export interface KubeconfigPlace {
  /** What named the file. */
  source: 'argument' | 'environment' | 'default' | 'chosen'
  path: string
  found: 'read' | 'missing' | 'failed'
}

/**
 * Everything expected that can go wrong, with what a person needs to be told. The text is chosen in the window
 * by `code`. `said` is the cluster's (or the plugin's) own words, with values masked.
 */
export interface FailureDetails {
  'kubeconfig-missing': { places: KubeconfigPlace[] }
  /** `reason` is the system's code, such as EACCES. */
  'kubeconfig-unreadable': { file: string; reason: string }
  /** `line` counts from 1, 0 where unknown; `field` is a path such as `users[2].user.exec.command`, or empty. */
  'kubeconfig-malformed': { file: string; line: number; field: string; reason: string }
  /** `file` is the kubeconfig whose `current-context` it is, empty if a person asked for it. */
  'context-unknown': { context: string; file: string; known: string[] }
  /** No context was named and the kubeconfig, of these files, has no current one. */
  'context-unset': { known: string[]; files: string[] }
  /** The context, which `file` defines, names a cluster or user that no file defines. */
  'context-dangling': { context: string; kind: 'cluster' | 'user'; name: string; file: string }
  /**
   * A field of a cluster or user can't be used: a file that is missing, base64 or PEM that is broken. `file` is that
   * file, else the kubeconfig; empty if neither is at fault.
   */
  'context-unusable': { context: string; field: string; file: string; reason: string }
  /** A way to sign in that Credenza does not support, such as a removed auth provider: a `field` of that kubeconfig. */
  'sign-in-unsupported': { context: string; method: string; field: string; file: string }
  /**
   * A kubeconfig wants to run a program that the user has not allowed. `isChanged`: another one was allowed before for
   * this file. `command` is as it is there, `program` what it was found to be: an absolute path, the file that it
   * leads to, bytes, and when it was changed (ISO 8601). Of a value of the environment, `hidden` characters are left
   * out; `risk` says what it can make a program do, and those that have one come first. `clusterConfig` is JSON, of which
   * the beginning stays and how much more there is, empty for none. `fingerprint` stands for exactly this run.
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
   * A kubeconfig names files outside its own folder, which signing in to `server` would read and send. `target` is where
   * a path leads. `fingerprint` stands for exactly these files and this server.
   */
  'files-not-allowed': {
    file: string
    user: string
    server: string
    files: { field: string; path: string; target: string }[]
    fingerprint: string
  }
  'plugin-missing': { command: string; hint: string }
  'plugin-failed': { command: string; exitCode: number | null }
  'plugin-timeout': { command: string; seconds: number }
  'plugin-rubbish': { command: string; reason: string }
  'token-file-unreadable': { file: string; reason: string }
  'name-not-resolved': { host: string }
  'connection-refused': { server: string }
  /** Closed or reset before an answer was complete. */
  'connection-cut': { server: string }
  /** Accepted the connection and did not answer in time. */
  'no-answer': { server: string; seconds: number }
  /** `reason` is the rule that it breaks, such as `unknown-authority`. */
  'certificate-untrusted': { server: string; reason: string }
  /** `expiredAt` is ISO 8601 or empty. */
  'certificate-expired': { server: string; expiredAt: string }
  /** `validFrom` is ISO 8601 or empty. */
  'certificate-not-yet-valid': { server: string; validFrom: string }
  /**
   * The clock of this machine differs from the cluster's, and that is why the certificate does not seem to be valid or
   * the sign-in was refused.
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
  /** 401. `expiredAt`: when the token says that it expired, ISO 8601, else empty. */
  unauthorized: { server: string; user: string; expiredAt: string }
  /** 403. `namespace` is empty for the whole cluster. */
  forbidden: { user: string; verb: string; resource: string; namespace: string }
  'not-found': { what: string }
  /** 429. Seconds until it may be asked again. */
  'too-many-requests': { server: string; seconds: number }
  /** 410: the list's page token or the watch's version is too old. */
  'version-expired': { what: string }
  /** 500 and above, with a Status of the cluster. */
  'server-error': { server: string; status: number; reason: string }
  /** An answer that no kube-apiserver gives, such as a proxy's HTML page. */
  'not-kubernetes': { server: string; status: number; contentType: string }
  /** It sent the request on to another address, which was not followed; `target` is that host, empty if unknown. */
  redirected: { server: string; status: number; target: string }
  /** An answer that ended early or can't be read. */
  'answer-garbled': { server: string; reason: string }
  /**
   * A list has more than Credenza reads, which `limit` tells: so many rows, pages or namespaces, MiB of all of it, or MiB
   * of one row. It was not read to its end.
   */
  'answer-too-large': {
    server: string
    what: 'rows' | 'pages' | 'megabytes' | 'row' | 'namespaces'
    limit: number
  }
  /** 409: the object changed since the version on which the write was decided. */
  conflict: { what: string }
  /** 409: an object of that name exists. */
  'already-exists': { what: string }
  /** 422. `fields` are paths such as `metadata.name`. */
  invalid: { what: string; fields: string[] }
  'too-large': { what: string }
  'quota-exceeded': { namespace: string }
  /** 409: another write counted against the quota of the namespace at the same moment. */
  'quota-busy': { namespace: string }
  /** A webhook of the cluster said no; its words are in `said`. */
  'admission-refused': { webhook: string }
  'namespace-terminating': { namespace: string }
  /** A write was sent and no answer told how it ended; `cause` is the code of what came instead. */
  'outcome-unknown': { server: string; cause: string }
  /** Any other refusal of the cluster. */
  refused: { server: string; status: number; reason: string }
  /**
   * Someone else claimed the secret first, or it is kept by the console. `at` is ISO 8601; `by` and `at` are empty
   * where the secret does not tell.
   */
  'secret-taken': { namespace: string; name: string; credential: string; by: string; at: string }
  'secret-gone': { namespace: string; name: string }
  /** It repeats a secret of a wider scope, whose original is in `runaiNamespace`. */
  'secret-copied': { namespace: string; name: string; runaiNamespace: string }
  /** Something registered it by a label that Credenza does not understand; `label` has its value: `run.ai/user=7`. */
  'secret-not-understood': { namespace: string; name: string; label: string }
  /** Its labels were removed, or are those of another scope. */
  'secret-not-registered': { namespace: string; name: string }
  /** Changed since it was looked at, but not taken. */
  'secret-changed': { namespace: string; name: string }
  /** It is another secret than the one that was shown: that one was deleted, and one of its name was made. */
  'secret-replaced': { namespace: string; name: string }
  /** Someone changed the credential after it was shown. */
  'credential-changed': { namespace: string; name: string }
  /** It isn't a credential anymore: someone released it. */
  'credential-released': { namespace: string; name: string }
  /** Run:ai's console made it and keeps it. */
  'credential-of-console': { namespace: string; name: string }
  /** A change that can't be taken back anymore. */
  'undo-over': { change: string }
  'secret-unfit': { namespace: string; name: string; incompatibilities: Incompatibility[] }
  /**
   * A secret of that Kubernetes name exists. `credential`: its credential name, empty if it isn't one of ours;
   * `registered`: it bears scope labels.
   */
  'secret-exists': { namespace: string; name: string; credential: string; registered: boolean; by: string }
  /** `secret` is the namespace/name of the credential that has the name. */
  'credential-name-taken': { name: string; scope: Scope; secret: string }
  /** Secrets of that scope don't belong into that namespace. */
  'scope-elsewhere': { scope: WrittenScope; namespace: string }
  /** The user left, `operation` is what was under way. */
  cancelled: { operation: string }
  /** `reason` is the system's code, such as ENOSPC. */
  'file-not-written': { file: string; reason: string }
  /**
   * The record of writes can't take a line, so the write was not sent. `reason` is the system's code, such as ENOSPC, or
   * `in-use` if another process did not let go of it in time.
   */
  'record-not-written': { file: string; reason: string }
  /** A snapshot's file. `reason` is the system's code, such as ENOENT or EACCES. */
  'file-unreadable': { file: string; reason: string }
  /** A dropped thing that is in no folder, such as an attachment of a mail. */
  'file-without-path': { name: string }
  /**
   * A file that was chosen for a value, by its name without the folder. `reason` is the system's code, or `not-a-file`,
   * `too-large`, `empty`.
   */
  'chosen-file-unreadable': { name: string; reason: string }
  /** What was in a chosen file is not kept anymore. */
  'chosen-file-gone': { id: string }
  'csv-empty': { file: string }
  /** Its first bytes are those of another kind of file, named as people call it: PDF, ZIP, Excel workbook. */
  'csv-other-kind': { file: string; kind: string }
  /** No text that falls into columns. */
  'csv-not-text': { file: string }
  /** The titles, or the cells of a row, are more than a table can have; `line` is where they begin. */
  'csv-too-wide': { file: string; line: number; columns: number; most: number }
  /** One row is longer than can be taken for a row; `line` is where it begins. */
  'csv-row-too-long': { file: string; line: number; megabytes: number }
  /** It does not fit into the memory that this machine gives; `memory` and `limit` in bytes. */
  'csv-too-large': { file: string; rows: number; memory: number; limit: number }
  /** The table was closed, or its thread ended: `isMemoryShort` if that was for want of memory. */
  'table-not-open': { table: string; isMemoryShort?: true }
  /** No folder was chosen for the history. */
  'history-folder-unset': { context: string }
  'settings-broken': { file: string; setAside: string; reason: string }
  /** The file in which a site decides settings can't be read; what it could forbid is forbidden. */
  'policy-broken': { file: string; reason: string }
  /** The site decides this setting, in that file. */
  'setting-locked': { setting: string; file: string }
  /** A setting forbids it; `file` is where the site says so, empty if the user does. */
  'switched-off': { what: 'login-test' | 'reveal'; file: string }
  /** The file of a user's own authorities holds no certificate, or can't be read. */
  'authorities-unreadable': { file: string; reason: string }
  /** The Secret is there, without that key. */
  'key-gone': { namespace: string; name: string; key: string }
  /** A value that isn't text can't be copied as one. */
  'value-not-text': { name: string; key: string }
  /** A Secret holds no login of a registry at all. */
  'no-registry-login': { namespace: string; name: string }
  /** The sandbox's file. `setAside`: where it lies now, empty if it couldn't be moved. */
  'sandbox-broken': { file: string; setAside: string; reason: string }
  'sandbox-not-written': { file: string; reason: string }
  /** The user made the context read-only in Credenza. */
  'read-only': { context: string }
  /** Values were to travel over a connection that does not protect them, and the user has not allowed that yet. */
  'connection-unsafe': { context: string; server: string; protection: 'unverified' | 'unencrypted' }
  /** A mark (name, colour, read-only) was made for another server or file: the user has to say whose it is. */
  'mark-unclear': { context: string; server: string }
  'list-not-open': { context: string }
  /** What came from the window does not fit the contract: a bug or an attack. */
  'input-invalid': { operation: string; field: string }
  'sender-untrusted': { operation: string }
  /** Unexpected: `id` also is in the log. */
  internal: { id: string }
}

export type FailureCode = keyof FailureDetails

/** One failure as it travels to the window: plain JSON. */
export type Failure = { [C in FailureCode]: FailureOf<C> }[FailureCode]
export type FailureOf<C extends FailureCode> = { code: C; said?: string } & FailureDetails[C]

/** The one error class of services and kube: a failure that was expected. Its message never reaches a person. */
export class ExpectedError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.code)
    this.name = 'ExpectedError'
    this.failure = failure
  }
}

/** Makes the error to throw: `throw failed('connection-refused', { server })`. */
export function failed<C extends FailureCode>(
  code: C,
  details: FailureDetails[C],
  said?: string,
): ExpectedError {
  const failure = { code, ...details, ...(said === undefined || said === '' ? {} : { said }) }
  return new ExpectedError(failure as unknown as Failure)
}

/** The failure in an error, `null` when it is an unexpected one. */
export function failureOf(error: unknown): Failure | null {
  return error instanceof ExpectedError ? error.failure : null
}

/** What every operation of the contract returns. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure }

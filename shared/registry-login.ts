import type { Failure } from './failure.ts'

/** The servers that a login test contacts. */
export type AskedRole = 'registry' | 'token-service'

/** One request of a test as it is reported: who received it, and what it carried. */
export interface LoginRequest {
  role: AskedRole
  /** With its port unless that is the default. */
  host: string
  method: 'GET' | 'HEAD'
  /** Without the query. */
  path: string
  isEncrypted: boolean
  carries: 'nothing' | 'login' | 'token'
  /** The proxy, without its login. Empty for none. */
  proxy: string
  /** Of the answer. 0 while there is none. */
  status: number
}

/** How many pulls a registry allows, according to itself. */
export interface PullLimit {
  most: number
  left: number
  /** The period that they apply to, in seconds. 0 if unknown. */
  seconds: number
}

/**
 * Whether the login may pull an image that the user named. `image` has the form `repository:tag` or
 * `repository@digest`.
 */
export interface PullVerdict {
  image: string
  /** `anyone`: it needs no login. `not-found`: some registries also answer this if the login has no access. */
  kind: 'allowed' | 'anyone' | 'denied' | 'not-found' | 'unclear'
  status: number
  limit: PullLimit | null
}

/** All failures on the way to a host. */
export type WayFailure = Extract<
  Failure,
  {
    code:
      | 'name-not-resolved'
      | 'connection-refused'
      | 'connection-cut'
      | 'no-answer'
      | 'certificate-untrusted'
      | 'certificate-expired'
      | 'certificate-not-yet-valid'
      | 'certificate-other-host'
      | 'client-certificate-refused'
      | 'tls-failed'
      | 'proxy-failed'
      | 'answer-garbled'
  }
>

/**
 * The result of a login test. `host` gave the answer. `said` is the registry's message, with values masked, empty for
 * none.
 */
export type LoginOutcome =
  /** `pull` is `null` if no image was named. */
  | { kind: 'accepted'; by: 'basic' | 'token'; pull: PullVerdict | null }
  /** It accepts anyone, so that the login may still be wrong. */
  | { kind: 'not-asked'; pull: PullVerdict | null }
  /** 401 in spite of the login. */
  | { kind: 'wrong-login'; host: string; role: AskedRole; said: string }
  /** The account is locked, disabled or blocked, according to the message. */
  | { kind: 'locked'; host: string; status: number; said: string }
  /** 403 without a reason. */
  | { kind: 'forbidden'; host: string; role: AskedRole; said: string }
  /** 429. `until` is when it may be asked again, ISO 8601, empty if unknown. */
  | { kind: 'rate-limited'; host: string; until: string; said: string }
  /** An answer that isn't from a registry. */
  | { kind: 'no-registry'; host: string; status: number; contentType: string }
  /** A redirect to another host, which wasn't followed. */
  | { kind: 'redirected'; host: string; role: AskedRole; status: number; target: string }
  /** 401 without a sign-in method for registries. `schemes` are those that it offers. */
  | { kind: 'no-challenge'; host: string; schemes: string[] }
  /** The token service has no usable address. `realm` is its address, cut. */
  | { kind: 'realm-unusable'; host: string; realm: string }
  /** The login would have been sent unencrypted to the token service. It wasn't sent. */
  | { kind: 'realm-unencrypted'; host: string; target: string }
  /** The token service's answer contains no token. Below 400, `status` says that it accepted the login. */
  | { kind: 'no-token'; host: string; status: number; contentType: string; said: string }
  /**
   * The registry refuses the token of its own token service. `pull` is `null` if no image was named; `allowed` if it
   * accepts a token for that image.
   */
  | { kind: 'token-refused'; host: string; said: string; pull: PullVerdict | null }
  | { kind: 'server-error'; host: string; role: AskedRole; status: number; said: string }
  | { kind: 'unreachable'; host: string; role: AskedRole; failure: WayFailure }

/** The result of a test, and all of its requests in order. It contains no values. */
export interface LoginReport {
  outcome: LoginOutcome
  requests: LoginRequest[]
  /** The registry's host with its port. */
  host: string
  /** ISO 8601. */
  at: string
}

import type { Failure } from './failure.ts'

/** Who is asked in a test of a login. */
export type AskedRole = 'registry' | 'token-service'

/** One request of a test, as it is reported: who was asked what, and what went with it. */
export interface LoginRequest {
  role: AskedRole
  /** With its port, where it is not the usual one. */
  host: string
  method: 'GET' | 'HEAD'
  /** Without a query. */
  path: string
  isEncrypted: boolean
  carries: 'nothing' | 'login' | 'token'
  /** The proxy that it went through, without its login; empty for none. */
  proxy: string
  /** Of the answer; 0 while there is none. */
  status: number
}

/** How many pulls a registry allows, as it says itself. */
export interface PullLimit {
  most: number
  left: number
  /** The time for which they count, in seconds; 0 if it does not say. */
  seconds: number
}

/** Whether the login may pull an image that the user named. `image` is as `repository:tag` or `repository@digest`. */
export interface PullVerdict {
  image: string
  /** `anyone`: it needs no login. `not-found`: some registries say so of what a login may not see, too. */
  kind: 'allowed' | 'anyone' | 'denied' | 'not-found' | 'unclear'
  status: number
  limit: PullLimit | null
}

/** Everything that can go wrong on the way to a host. */
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
 * What a test of a login found. `host` is who gave that answer. `said` is the registry's own words, with values masked,
 * empty for none.
 */
export type LoginOutcome =
  /** `pull` is null if no image was named. */
  | { kind: 'accepted'; by: 'basic' | 'token'; pull: PullVerdict | null }
  /** It lets anyone in, so it does not tell whether the login is right. */
  | { kind: 'not-asked'; pull: PullVerdict | null }
  /** 401 to the login. */
  | { kind: 'wrong-login'; host: string; role: AskedRole; said: string }
  /** The account is locked, disabled or blocked, as the words of the refusal say. */
  | { kind: 'locked'; host: string; status: number; said: string }
  /** 403 that does not say why. */
  | { kind: 'forbidden'; host: string; role: AskedRole; said: string }
  /** 429; `until` is when it may be asked again, ISO 8601, empty if it does not say. */
  | { kind: 'rate-limited'; host: string; until: string; said: string }
  /** Another answer than a registry gives. */
  | { kind: 'no-registry'; host: string; status: number; contentType: string }
  /** It sends the request on to another address, which was not followed. */
  | { kind: 'redirected'; host: string; role: AskedRole; status: number; target: string }
  /** 401 without a way to sign in that registries have; `schemes` are those that it names. */
  | { kind: 'no-challenge'; host: string; schemes: string[] }
  /** The token service has no usable address; `realm` is that, cut. */
  | { kind: 'realm-unusable'; host: string; realm: string }
  /** The login would travel without encryption to the token service; it was not sent. */
  | { kind: 'realm-unencrypted'; host: string; target: string }
  /** The token service took the login, and its answer holds no token. */
  | { kind: 'no-token'; host: string; contentType: string }
  /** The registry refuses the token of its own token service. */
  | { kind: 'token-refused'; host: string; said: string }
  | { kind: 'server-error'; host: string; role: AskedRole; status: number; said: string }
  | { kind: 'unreachable'; host: string; role: AskedRole; failure: WayFailure }

/** What a test found, and all that was asked for it, in order. It holds no value. */
export interface LoginReport {
  outcome: LoginOutcome
  requests: LoginRequest[]
  /** The registry that the address means, with its port. */
  host: string
  /** ISO 8601. */
  at: string
}

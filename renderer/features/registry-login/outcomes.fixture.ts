import type { LoginOutcome, LoginReport, LoginRequest, WayFailure } from '../../../shared/registry-login.ts'

const host = 'registry.example'
/** Milliseconds since 1970. */
export const sampleTime = Date.parse('2026-11-29T12:00:00Z')
export const sampleRequest: LoginRequest = {
  ...{ role: 'registry', host, method: 'GET', path: '/v2/', isEncrypted: true },
  ...{ carries: 'login', proxy: '', status: 200 },
}
export const sampleReport = (
  outcome: LoginOutcome,
  requests: LoginRequest[] = [sampleRequest],
): LoginReport => ({
  ...{ outcome, requests, host, at: new Date(sampleTime).toISOString() },
})
const unreachable = (failure: WayFailure): LoginOutcome => ({
  kind: 'unreachable',
  host,
  role: 'registry',
  failure,
})
export const samplePull = { image: 'team/base:1', kind: 'allowed', status: 200, limit: null } as const

/** One of each kind, with words from its title. */
export const sampleOutcomes: readonly (readonly [LoginOutcome, string])[] = [
  [{ kind: 'accepted', by: 'basic', pull: null }, 'accepted this login'],
  [{ kind: 'not-asked', pull: null }, 'doesn’t need a login'],
  [{ kind: 'wrong-login', host: 'auth.example', role: 'token-service', said: '' }, 'refused this login'],
  [{ kind: 'locked', host, status: 403, said: '' }, 'The account is locked'],
  [{ kind: 'forbidden', host, role: 'registry', said: '' }, 'without a reason'],
  [{ kind: 'rate-limited', host, until: '', said: '' }, 'is limiting requests'],
  [{ kind: 'no-registry', host, status: 200, contentType: 'text/html' }, 'isn’t a registry'],
  [
    { kind: 'redirected', host, role: 'registry', status: 302, target: 'sso.example' },
    'redirects to sso.example',
  ],
  [{ kind: 'no-challenge', host, schemes: ['ntlm'] }, 'doesn’t say how'],
  [{ kind: 'realm-unusable', host, realm: '/token' }, 'no usable token service'],
  [{ kind: 'realm-unencrypted', host, target: 'auth.example' }, 'without encryption'],
  [
    { kind: 'no-token', host: 'auth.example', status: 200, contentType: '', said: '' },
    'didn’t return a token',
  ],
  [{ kind: 'token-refused', host, said: '', pull: null }, 'refuses the token'],
  [{ kind: 'token-refused', host, said: '', pull: samplePull }, 'only for images'],
  [{ kind: 'server-error', host, role: 'registry', status: 502, said: '' }, 'internal error'],
  [unreachable({ code: 'name-not-resolved', host }), 'Can’t find'],
  [unreachable({ code: 'connection-refused', server: host }), 'refused the connection'],
  [unreachable({ code: 'connection-cut', server: host }), 'closed the connection'],
  [unreachable({ code: 'no-answer', server: host, seconds: 15 }), 'isn’t responding'],
  [
    unreachable({ code: 'certificate-untrusted', server: host, reason: 'unknown-authority' }),
    'isn’t trusted',
  ],
  [unreachable({ code: 'certificate-expired', server: host, expiredAt: '' }), 'has expired'],
  [unreachable({ code: 'certificate-not-yet-valid', server: host, validFrom: '' }), 'isn’t valid yet'],
  [unreachable({ code: 'certificate-other-host', server: host, reason: 'It is for x' }), 'a different host'],
  [unreachable({ code: 'client-certificate-refused', user: '', server: host }), 'client certificate'],
  [unreachable({ code: 'tls-failed', server: host, reason: 'EPROTO' }), 'Couldn’t make a secure connection'],
  [
    unreachable({ code: 'proxy-failed', proxy: 'http://proxy.example', reason: 'HTTP 407' }),
    'The proxy proxy.example',
  ],
  [unreachable({ code: 'answer-garbled', server: host, reason: 'with HTTP' }), 'with HTTP'],
]

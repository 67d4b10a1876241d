import { describe, expect, it } from 'vitest'
import type { LoginOutcome, LoginReport, LoginRequest, WayFailure } from '../../../shared/registry-login.ts'
import { lacksAuthority, mayBePlain, loginOutcomeText } from './outcome-text.ts'
import { requestText } from './request-text.ts'

const host = 'registry.example'
const now = Date.parse('2026-11-29T12:00:00Z')
const request: LoginRequest = {
  ...{ role: 'registry', host, method: 'GET', path: '/v2/', isEncrypted: true },
  ...{ carries: 'login', proxy: '', status: 200 },
}
const reportOf = (outcome: LoginOutcome, requests: LoginRequest[] = [request]): LoginReport => ({
  ...{ outcome, requests, host, at: new Date(now).toISOString() },
})
const unreachable = (failure: WayFailure): LoginOutcome => ({
  kind: 'unreachable',
  host,
  role: 'registry',
  failure,
})
const pull = { image: 'team/base:1', kind: 'allowed', status: 200, limit: null } as const

const outcomes: [LoginOutcome, string][] = [
  [{ kind: 'accepted', by: 'basic', pull: null }, 'accepted this login'],
  [{ kind: 'not-asked', pull: null }, 'lets anyone in'],
  [{ kind: 'wrong-login', host: 'auth.example', role: 'token-service', said: '' }, 'refused this login'],
  [{ kind: 'locked', host, status: 403, said: '' }, 'The account is locked'],
  [{ kind: 'forbidden', host, role: 'registry', said: '' }, 'without a reason'],
  [{ kind: 'rate-limited', host, until: '', said: '' }, 'takes no more requests'],
  [{ kind: 'no-registry', host, status: 200, contentType: 'text/html' }, 'is no registry'],
  [
    { kind: 'redirected', host, role: 'registry', status: 302, target: 'sso.example' },
    'sends on to sso.example',
  ],
  [{ kind: 'no-challenge', host, schemes: ['ntlm'] }, 'does not say how'],
  [{ kind: 'realm-unusable', host, realm: '/token' }, 'no usable token service'],
  [{ kind: 'realm-unencrypted', host, target: 'auth.example' }, 'without encryption'],
  [{ kind: 'no-token', host: 'auth.example', contentType: '' }, 'gave no token'],
  [{ kind: 'token-refused', host, said: '' }, 'refuses the token'],
  [{ kind: 'server-error', host, role: 'registry', status: 502, said: '' }, 'has a fault'],
  [unreachable({ code: 'name-not-resolved', host }), 'is not known here'],
  [unreachable({ code: 'connection-refused', server: host }), 'Nothing answers'],
  [unreachable({ code: 'connection-cut', server: host }), 'closed the connection'],
  [unreachable({ code: 'no-answer', server: host, seconds: 15 }), 'does not answer'],
  [unreachable({ code: 'certificate-untrusted', server: host, reason: 'unknown-authority' }), 'not trusted'],
  [unreachable({ code: 'certificate-expired', server: host, expiredAt: '' }), 'has expired'],
  [unreachable({ code: 'certificate-not-yet-valid', server: host, validFrom: '' }), 'not valid yet'],
  [unreachable({ code: 'certificate-other-host', server: host, reason: 'It is for x' }), 'another host'],
  [unreachable({ code: 'client-certificate-refused', user: '', server: host }), 'client certificate'],
  [unreachable({ code: 'tls-failed', server: host, reason: 'EPROTO' }), 'No encrypted connection'],
  [
    unreachable({ code: 'proxy-failed', proxy: 'http://proxy.example', reason: 'HTTP 407' }),
    'The proxy http://proxy.example',
  ],
  [unreachable({ code: 'answer-garbled', server: host, reason: 'no HTTP' }), 'no HTTP'],
]

describe('the words for what a test found', () => {
  it.each(outcomes)('%j', (outcome, title) => {
    const told = loginOutcomeText(reportOf(outcome), now)
    expect(told.title).toContain(title)
    expect([told.title, ...told.texts].join(' ')).not.toMatch(/undefined|\bnull\b|NaN|\.\./)
  })

  it('are good only where the login was accepted and may pull what was named', () => {
    const tones = outcomes.map(([outcome]) => loginOutcomeText(reportOf(outcome), now).tone)
    expect(tones.filter((tone) => tone === 'plain')).toHaveLength(1)
    for (const kind of ['denied', 'not-found', 'unclear'] as const) {
      const outcome = { kind: 'accepted', by: 'token', pull: { ...pull, kind, status: 403 } } as const
      expect(loginOutcomeText(reportOf(outcome), now)).toMatchObject({ tone: 'warn', icon: 'issue' })
    }
  })

  it('say that the login was not sent, where it was not', () => {
    const outcome: LoginOutcome = { kind: 'no-registry', host, status: 200, contentType: 'text/html' }
    const unsent = loginOutcomeText(reportOf(outcome, [{ ...request, carries: 'nothing' }]), now)
    expect(unsent.texts).toContain('The login was not sent.')
    expect(loginOutcomeText(reportOf(outcome), now).texts).not.toContain('The login was not sent.')
  })

  it('tell when a rate limit ends and how many pulls are left', () => {
    const limited = loginOutcomeText(
      reportOf({ kind: 'rate-limited', host, until: '2026-11-29T12:30:00Z', said: '' }),
      now,
    )
    expect(limited.texts[0]).toMatch(/^It can be asked again at \d\d:30\./)
    const limit = { most: 100, left: 7, seconds: 21_600 }
    const accepted = loginOutcomeText(
      reportOf({ kind: 'accepted', by: 'token', pull: { ...pull, limit } }),
      now,
    )
    expect(accepted.texts).toEqual(['It may pull team/base:1. 7 of 100 pulls in 6 h are left.'])
  })
})

it('a way without encryption is offered only where encryption itself failed at the registry', () => {
  const offered = outcomes.map(([outcome]) => outcome).filter((outcome) => mayBePlain(reportOf(outcome)))
  expect(offered.map((outcome) => outcome.kind === 'unreachable' && outcome.failure.code)).toEqual([
    'connection-refused',
    'connection-cut',
    'tls-failed',
    'answer-garbled',
  ])
})

it('authorities are offered only where the authority is the fault', () => {
  expect(outcomes.filter(([outcome]) => lacksAuthority(reportOf(outcome)))).toHaveLength(1)
})

it('a request says who was asked what, with what and how', () => {
  expect(
    requestText({ ...request, role: 'token-service', proxy: 'http://proxy.example', status: 0 }),
  ).toEqual({
    line: 'GET https://registry.example/v2/',
    detail: 'with the login, the token service, through http://proxy.example, no answer',
  })
  expect(requestText({ ...request, isEncrypted: false, carries: 'nothing', status: 401 }).detail).toBe(
    'with no login, not encrypted, HTTP 401',
  )
})

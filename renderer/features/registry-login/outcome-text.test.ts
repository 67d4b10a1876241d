import { describe, expect, it } from 'vitest'
import { clockText } from '../../../shared/age.ts'
import type { LoginOutcome } from '../../../shared/registry-login.ts'
import { lacksAuthority, mayBePlain, loginOutcomeText } from './outcome-text.ts'
import { sampleOutcomes, samplePull, sampleReport, sampleRequest, sampleTime } from './outcomes.fixture.ts'
import { requestText } from './request-text.ts'

const { host } = sampleRequest

describe('the words for what a test found', () => {
  it.each(sampleOutcomes)('%j', (outcome, title) => {
    const told = loginOutcomeText(sampleReport(outcome), sampleTime)
    expect(told.title).toContain(title)
    expect([told.title, ...told.texts].join(' ')).not.toMatch(/undefined|\bnull\b|NaN|\.\./)
  })

  it('are good only if the login was accepted and may pull the image', () => {
    const tones = sampleOutcomes.map(([outcome]) => loginOutcomeText(sampleReport(outcome), sampleTime).tone)
    expect(tones.filter((tone) => tone === 'plain')).toHaveLength(1)
    for (const kind of ['denied', 'not-found', 'unclear'] as const) {
      const outcome = { kind: 'accepted', by: 'token', pull: { ...samplePull, kind, status: 403 } } as const
      expect(loginOutcomeText(sampleReport(outcome), sampleTime)).toMatchObject({
        tone: 'warn',
        icon: 'issue',
      })
    }
  })

  it('say if the login was not sent', () => {
    const outcome: LoginOutcome = { kind: 'no-registry', host, status: 200, contentType: 'text/html' }
    const unsent = loginOutcomeText(
      sampleReport(outcome, [{ ...sampleRequest, carries: 'nothing' }]),
      sampleTime,
    )
    expect(unsent.texts).toContain('The login wasn’t sent.')
    expect(loginOutcomeText(sampleReport(outcome), sampleTime).texts).not.toContain('The login wasn’t sent.')
  })

  it('say that a token service took the login only if it did', () => {
    const textsOf = (status: number) => {
      const outcome = { kind: 'no-token', host, status, contentType: 'text/html', said: '' } as const
      return loginOutcomeText(sampleReport(outcome), sampleTime).texts.join(' ')
    }
    expect(textsOf(200)).toContain('accepted the login')
    expect(textsOf(405)).not.toContain('accepted')
    expect(textsOf(405)).toContain('HTTP 405')
  })

  it('say when a rate limit ends and how many pulls are left', () => {
    const until = '2026-11-29T12:30:00Z'
    const limited = loginOutcomeText(
      sampleReport({ kind: 'rate-limited', host, until, said: '' }),
      sampleTime,
    )
    expect(limited.texts[0]).toContain(`Try again at ${clockText(until)}.`)
    const limit = { most: 100, left: 7, seconds: 21_600 }
    const accepted = loginOutcomeText(
      sampleReport({ kind: 'accepted', by: 'token', pull: { ...samplePull, limit } }),
      sampleTime,
    )
    expect(accepted.texts).toEqual(['It can pull team/base:1. 7 of 100 pulls in 6 h are left.'])
  })
})

it('a way without encryption is offered only if encryption itself failed at the registry', () => {
  const offered = sampleOutcomes
    .map(([outcome]) => outcome)
    .filter((outcome) => mayBePlain(sampleReport(outcome)))
  expect(offered.map((outcome) => outcome.kind === 'unreachable' && outcome.failure.code)).toEqual([
    'connection-refused',
    'connection-cut',
    'tls-failed',
    'answer-garbled',
  ])
})

it('authorities are offered only if the authority is the problem', () => {
  expect(sampleOutcomes.filter(([outcome]) => lacksAuthority(sampleReport(outcome)))).toHaveLength(1)
})

it('a request says who was asked what, with what and how', () => {
  expect(
    requestText({ ...sampleRequest, role: 'token-service', proxy: 'http://proxy.example', status: 0 }),
  ).toEqual({
    line: 'GET https://registry.example/v2/',
    detail: 'with the login, the token service, through http://proxy.example, no answer',
  })
  expect(requestText({ ...sampleRequest, isEncrypted: false, carries: 'nothing', status: 401 }).detail).toBe(
    'with no login, not encrypted, HTTP 401',
  )
})

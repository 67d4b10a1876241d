import { describe, expect, test } from 'vitest'
import type { Failure } from '../failure.ts'
import { samples, server } from './failure-samples.fixture.ts'
import { actionWords, failureReport, failureText } from './failure-text.ts'

const place = { context: 'prod', now: Date.parse('2026-09-27T12:00:00Z') }
const all = Object.entries(samples).map(([code, { details, names }]) => ({
  code,
  names,
  failure: { code, ...details } as unknown as Failure,
}))

describe.each(all)('a failure of code $code', ({ failure, names }) => {
  const { title, text, actions } = failureText(failure, place)

  test('names the thing and the reason', () => {
    for (const name of names) expect(`${title} ${text}`).toContain(name)
  })

  test('is reported in whole, calm sentences without a gap', () => {
    expect(title).toMatch(/^\S.*[^.!]$/u)
    expect(text).toMatch(/^\S.*[.?]$/u)
    expect(`${title} ${text}`).not.toMatch(
      /(?<!an )undefined|null|NaN|\bplease\b|\boops\b|successfully|!| {2}|\.\./iu,
    )
  })

  test('offers only actions that have words', () => {
    for (const action of actions) expect(actionWords[action]).not.toBe('')
  })
})

test.each(['connection-cut', 'no-answer', 'cancelled', 'server-error', 'not-kubernetes', 'proxy-failed'])(
  'a write whose answer got lost by %s is reported in whole sentences that name the cluster',
  (cause) => {
    const { text } = failureText({ code: 'outcome-unknown', server, cause }, place)
    expect(text).toMatch(/^[^.]*prod[^.]*\. Trying again can’t write it twice\.$/u)
  },
)

test('a name that spoofs is shown as what it is, in titles and texts', () => {
  const spoof = 'prod\u202e\u001b[31m'
  const failure: Failure = { code: 'context-unknown', context: spoof, file: spoof, known: [spoof] }
  const { title, text } = failureText(failure, { ...place, context: spoof })
  expect(title + text).toContain('prod⟨U+202E⟩␛[31m')
  expect(title).not.toMatch(/[\u202e\u001b]/)
  expect(text).not.toMatch(/[\u202e\u001b]/)
})

test('a kubeconfig that the command line names is reported as missing, not as the only one', () => {
  const places = [{ source: 'argument', path: '/k/other', found: 'missing' }] as const
  const { title, text } = failureText({ code: 'kubeconfig-missing', places: [...places] }, place)
  expect(`${title}. ${text}`).toBe(
    '/k/other doesn’t exist. The command line names this kubeconfig, so no other was read.',
  )
})

test('a file that can’t be saved because its folder is missing is reported with the folder', () => {
  const { text } = failureText({ code: 'file-not-written', file: '/d/a.csv', reason: 'ENOENT' }, place)
  expect(text).toContain('Its folder doesn’t exist')
})

test('a command that was changed is reported as changed', () => {
  const details = { ...samples['plugin-not-allowed'].details, isChanged: true }
  const { text } = failureText({ code: 'plugin-not-allowed', ...details }, place)
  expect(text).toMatch(/^You allowed a different command for this kubeconfig before/)
})

test('a snapshot that was lost because memory ran out is reported with that reason', () => {
  const { text } = failureText({ code: 'table-not-open', table: 't-1', isMemoryShort: true }, place)
  for (const part of ['memory', 'Open it again']) expect(text).toContain(part)
})

test('a report of a plugin only counts its arguments, which may hold secrets', () => {
  const details = { ...samples['plugin-not-allowed'].details, args: ['--client-secret=hunter2', '-v'] }
  details.environment = [{ name: 'SECRET', value: 'hunter2', hidden: 0, risk: '' }]
  details.clusterConfig = '{"secret":"hunter2"}'
  const report = failureReport({ code: 'plugin-not-allowed', ...details }, place, '0.1.0')
  expect(report).not.toContain('hunter2')
  expect(report).toContain('"args":2')
})

test('a report carries the cluster’s own words and the facts, for someone who helps', () => {
  const failure: Failure = { code: 'refused', server, status: 418, reason: 'Teapot', said: 'short and stout' }
  const report = failureReport(failure, place, '0.1.0')
  for (const part of ['short and stout', '418', 'prod', '0.1.0', server]) expect(report).toContain(part)
})

test('a plugin that the system didn’t start wasn’t stopped by another program', () => {
  const textFor = (reason: string) =>
    failureText({ code: 'plugin-failed', command: 'aws', exitCode: null, reason }, place).text
  expect(textFor('E2BIG')).toBe(
    'It couldn’t be started: its arguments and variables are too long (E2BIG). The cluster wasn’t contacted.',
  )
  expect(textFor('ENOENT')).toBe(
    'It’s there, but the interpreter that its first line names is missing (ENOENT). The cluster wasn’t contacted.',
  )
})

import { expect, test } from 'vitest'
import type { Failure } from '../../../shared/failure.ts'
import type { Run } from './run.ts'
import { lineText, runReport, runText, type RunWords } from './run-text.ts'

const register: RunWords = {
  ...{ noun: 'secret', doing: 'Registering', done: 'Registered', left: 'Not registered' },
}
const release: RunWords = {
  ...{ noun: 'credential', doing: 'Releasing', done: 'Released', left: 'Still a credential' },
}
const target = (uid: string) => ({
  ...{ uid, kubernetesName: uid, namespace: 'runai-vision', resourceVersion: '1' },
})
const place = { context: 'prod', now: 0 }
const run = (parts: Partial<Run>): Run => ({
  ...{ phase: 'finished', total: 30, done: 30, failed: 0, left: 0, lines: [], retriable: 0, failure: null },
  ...parts,
})
const failed = (failure: Failure) => lineText({ kind: 'failed', failure }, register, place)

test('a change under way reports how far it is', () => {
  expect(runText(run({ phase: 'running', done: 11, failed: 1 }), register)).toBe('Registering 12 of 30')
})

test('the end reports what was done, what failed and what was left', () => {
  expect(runText(run({}), register)).toBe('30 secrets registered')
  expect(runText(run({ total: 1, done: 1 }), release)).toBe('1 credential released')
  expect(runText(run({ done: 27, failed: 3 }), register)).toBe('27 of 30 secrets registered, 3 failed')
  expect(runText(run({ phase: 'cancelled', done: 12, left: 18 }), release)).toBe(
    'Cancelled: 12 of 30 credentials released, 18 not changed',
  )
})

test('a line says why its secret failed', () => {
  const secret = { namespace: 'runai-vision', name: 'harbor-pull' }
  expect(failed({ code: 'secret-changed', ...secret })).toContain('Someone else changed it')
  const taken = { ...secret, credential: 'Harbor robot', by: 't.ferreira', at: '' }
  expect(failed({ code: 'secret-taken', ...taken })).toBe(
    'Became the credential “Harbor robot”, created by t.ferreira. Nothing was written',
  )
  expect(failed({ code: 'secret-gone', ...secret })).toBe('Someone deleted it')
  expect(
    failed({
      ...{ code: 'forbidden', user: 'm.okafor', verb: 'patch', resource: 'secrets', namespace: 'a' },
      said: 'no role',
    }),
  ).toBe('m.okafor can’t patch secrets in a. The cluster said: no role')
})

test('what was left says what that means', () => {
  expect(lineText({ kind: 'left' }, register, place)).toBe('Not registered: not changed')
  expect(lineText({ kind: 'left' }, release, place)).toBe('Still a credential: not changed')
})

test('the report names every secret that was reported', () => {
  const lines = [{ secret: target('harbor-pull'), state: { kind: 'done' } as const }]
  expect(runReport(run({ total: 1, done: 1, lines }), register, place)).toBe(
    'prod: 1 secret registered\nrunai-vision/harbor-pull: Registered',
  )
})

test('a report of very many lines counts the last ones', () => {
  const lines = Array.from({ length: 5000 }, (_, at) => ({
    secret: target(`harbor-pull-${at}`),
    state: { kind: 'done' } as const,
  }))
  const report = runReport(run({ total: 5000, done: 5000, lines }), register, place)
  expect(report.length).toBeLessThan(100_000)
  expect(report).toMatch(/\nand [\d,]+ more$/)
})

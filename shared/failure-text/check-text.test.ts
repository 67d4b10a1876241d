import { describe, expect, it } from 'vitest'
import type { CheckPlaces, SecretFinding } from '../checks.ts'
import {
  secretFindingText,
  secretFindingTitle,
  mendAllLabel,
  mendLabel,
  uncheckedText,
} from './check-text.ts'

const places: CheckPlaces = { count: 1200, some: ['trainer, main', 'trainer, sidecar'] }
const findings: SecretFinding[] = [
  { code: 'unfit', incompatibility: { code: 'key-empty', key: 'Password' } },
  { code: 'line-break', key: 'Password' },
  ...(
    ['cut', 'one-line', 'broken', 'public', 'no-key', 'no-last-line-break', 'carriage-returns'] as const
  ).map((what) => ({
    ...{ code: 'ssh-key' as const, key: 'ssh', what },
  })),
  { code: 'values-in-annotation' },
  { code: 'type-label', label: 'run.ai/resource', wanted: 'password' },
  { code: 'type-label', label: 'run.ai/resource', wanted: null },
  { code: 'value-in-pod', key: 'Password', places },
  { code: 'value-in-config-map', key: 'Password', places },
  { code: 'same-value', key: 'Password', others: places },
  { code: 'same-value', key: 'Password', others: { count: 1, some: ['n/s, Password'] } },
]

describe.each(findings.map((finding) => ({ name: JSON.stringify(finding).slice(0, 60), finding })))(
  '$name',
  ({ finding }) => {
    it('has a title without a full stop, and whole sentences that say what to do', () => {
      expect(secretFindingTitle(finding)).toMatch(/^[A-Za-z\d].*[^.]$/)
      expect(secretFindingText(finding)).toMatch(/^[A-Z].*\.$/)
    })
  },
)

it('places are named as far as they are reported, and the rest is counted', () => {
  expect(secretFindingTitle({ code: 'value-in-pod', key: 'Password', places })).toBe(
    'The value of Password is readable in 1,200 containers',
  )
  expect(secretFindingText({ code: 'value-in-pod', key: 'Password', places })).toContain(
    'trainer, main; trainer, sidecar and 1,198 more.',
  )
  const failure = { code: 'internal', id: '' } as const
  expect(uncheckedText({ what: 'pods', namespaces: { count: 1, some: ['runai-a'] }, failure })).toBe(
    'Couldn’t check the pods of the namespace runai-a',
  )
})

it('a fix says what it does', () => {
  expect(mendLabel({ kind: 'strip-line-break', key: 'Password' })).toBe('Remove the line break')
  expect(mendAllLabel('strip-line-break', 5)).toBe('Remove 5 line breaks')
  expect(mendAllLabel('remove-annotation', 2)).toBe('Remove 2 annotations')
})

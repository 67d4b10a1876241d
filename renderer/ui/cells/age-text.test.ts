import { expect, it } from 'vitest'
import { dateText } from '../../../shared/columns.ts'
import { AgeText } from './age-text.ts'

const asOf = Date.parse('2026-11-20T12:00:00Z')
const cell = (since: string) => {
  const { props, children } = AgeText({ time: null, since, warnAfterDays: 180, asOf })
  return {
    text: children,
    isOld: String(props?.['class']).split(' ').includes('is-old'),
    title: props?.['title'] as string,
  }
}

// “Rotated: Never” looked safe, and the age was hidden while its filter was shown.
it('looks as old as it is if an old one was never rotated', () => {
  const old = cell('2026-01-20T12:00:00Z')
  expect(old).toMatchObject({ text: 'Never, 304 d', isOld: true })
  const day = dateText('2026-01-20T12:00:00Z')
  expect(old.title).toMatch(new RegExp(`^Never rotated\\. Created ${day}.*overdue$`))
  expect(cell('2026-11-10T12:00:00Z')).toMatchObject({ text: 'Never, 10 d', isOld: false })
  const rotated = AgeText({ time: '2026-01-20T12:00:00Z', warnAfterDays: 180, asOf })
  expect(String(rotated.props?.['class'])).toContain('is-old')
})

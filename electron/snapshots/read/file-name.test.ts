import { afterEach, describe, expect, it, vi } from 'vitest'
import { readFileName } from './file-name.ts'

const told = (name: string, changedAt = new Date(0)) => {
  const { madeAt, cluster } = readFileName(name, changedAt)
  return [madeAt, cluster]
}

describe('the name of a snapshot', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('has the time at its end and the cluster before it', () => {
    vi.stubEnv('TZ', 'UTC')
    expect(told('credentials-prod-20240115-2026-09-27-140322.csv')).toEqual([
      '2026-09-27T14:03:22Z',
      'prod-20240115',
    ])
    expect(told('credentials-prod-2026-09-27-140322+0530.csv')).toEqual(['2026-09-27T08:33:22Z', 'prod'])
    expect(told('credentials-prod-2026-09-27-140322 (1).csv')).toEqual(['2026-09-27T14:03:22Z', 'prod'])
    expect(readFileName('credentials-prod~0123abcd-2026-09-27-140322-0700.csv', new Date(0))).toEqual({
      madeAt: '2026-09-27T21:03:22Z',
      cluster: 'prod',
      contextId: '0123abcd',
    })
  })

  it('gives a time also under another name, if only one date is in it', () => {
    vi.stubEnv('TZ', 'UTC')
    expect(told('prod_20260927.csv')).toEqual(['2026-09-27T00:00:00Z', 'prod'])
    expect(told('export 2026-09-27T14:03:22Z.csv')).toEqual(['2026-09-27T14:03:22Z', ''])
    for (const name of [
      'prod-20240115-2026-09-27.csv',
      'list.csv',
      'prod-2026-02-30.csv',
      'prod-2098-01-01.csv',
      'ticket-20261399.csv',
    ])
      expect(told(name)[0]).toBeNull()
  })

  it('keeps the order of the hour that comes twice', () => {
    vi.stubEnv('TZ', 'Europe/Berlin')
    // With an offset.
    expect(told('credentials-p-2026-10-25-023000+0200.csv')[0]).toBe('2026-10-25T00:30:00Z')
    expect(told('credentials-p-2026-10-25-021500+0100.csv')[0]).toBe('2026-10-25T01:15:00Z')
    // Older names, decided by the file's modification time.
    const name = 'credentials-p-2026-10-25-021500.csv'
    expect(told(name, new Date('2026-10-25T00:15:01Z'))[0]).toBe('2026-10-25T00:15:00Z')
    expect(told(name, new Date('2026-10-25T01:15:01Z'))[0]).toBe('2026-10-25T01:15:00Z')
    // If the hour occurs only once, the modification time doesn't matter.
    expect(told('credentials-p-2026-10-25-043000.csv', new Date('2026-10-25T02:30:00Z'))[0]).toBe(
      '2026-10-25T03:30:00Z',
    )
  })
})

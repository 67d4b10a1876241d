import type { Credential } from '../../../shared/credential.ts'
import { expiryClass } from '../../../shared/expiry.ts'
import { counted, grouped } from '../../../shared/number-text.ts'

/** How many credentials have expired, and how many will soon. */
export interface ExpiryCounts {
  expired: number
  soon: number
}

/** Counts them at a time, in milliseconds since 1970. */
export function countExpiring(rows: Iterable<Credential>, asOf: number, soonDays: number): ExpiryCounts {
  const counts = { expired: 0, soon: 0 }
  for (const { expiresAt } of rows) {
    const known = expiryClass(expiresAt, asOf, soonDays)
    if (known === 'expired' || known === 'soon') counts[known] += 1
  }
  return counts
}

/** `1 credential has expired, 3 expire within 14 days.`; empty where there are none. */
export function expiringText({ expired, soon }: ExpiryCounts, soonDays: number): string {
  const within = `within ${counted(soonDays, 'day')}`
  const have = expired === 1 ? 'has expired' : 'have expired'
  const expire = soon === 1 ? 'expires' : 'expire'
  if (expired > 0 && soon > 0)
    return `${counted(expired, 'credential')} ${have}, ${grouped(soon)} ${expire} ${within}.`
  if (expired > 0) return `${counted(expired, 'credential')} ${have}.`
  return soon > 0 ? `${counted(soon, 'credential')} ${expire} ${within}.` : ''
}

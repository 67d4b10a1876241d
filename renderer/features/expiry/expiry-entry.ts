import { ref } from 'vue'
import type { ExpiryProposal } from '../../../shared/expiry.ts'
import { timeValue } from '../../../shared/known-times.ts'

/** A day of this machine's calendar, `2026-12-06`; empty if there is none. */
export function dayOf(time: string | null): string {
  const value = timeValue(time ?? '')
  if (Number.isNaN(value)) return ''
  const date = new Date(value)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The time at which such a day begins here; `null` for no day, and for one that Credenza does not keep. */
export function beginOfDay(day: string): string | null {
  const [year, month, date] = day.split('-').map(Number)
  if (year === undefined || month === undefined || date === undefined) return null
  const begin = new Date(year, month - 1, date)
  if (Number.isNaN(begin.getTime())) return null
  const time = `${begin.toISOString().slice(0, 19)}Z`
  return Number.isNaN(timeValue(time)) ? null : time
}

/** What is wrong with what isn't a whole day. */
export const brokenDay = 'Enter a complete date, at most ten years from now.'

/** What tells when a value expires, in words. */
export const expirySources: Readonly<Record<ExpiryProposal['by'], string>> = {
  jwt: 'a JSON Web Token',
  ecr: 'an Amazon ECR token',
  certificate: 'a certificate',
}

/** A date of expiry as it is entered: a day that a person names, or a time that a value tells. */
export function createExpiryEntry(first: string | null = null) {
  /** ISO 8601; `null` for none. */
  const expiresAt = ref(first)
  /** What is typed is no whole day. */
  const isBroken = ref(false)

  return {
    expiresAt,
    isBroken,
    /** Takes what a field for days has; empty: none. `isValid`: what is typed is a whole day, or nothing. */
    enter(day: string, isValid: boolean): void {
      if (day === dayOf(expiresAt.value)) {
        isBroken.value = !isValid
        return
      }
      const time = beginOfDay(day)
      isBroken.value = !isValid || (day !== '' && time === null)
      expiresAt.value = time
    },
    /** Takes a time; what is none that Credenza keeps counts for nothing. */
    take(time: string | null): void {
      isBroken.value = false
      expiresAt.value = Number.isNaN(timeValue(time ?? '')) ? null : time
    },
  }
}

export type ExpiryEntry = ReturnType<typeof createExpiryEntry>

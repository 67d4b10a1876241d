import { ref } from 'vue'
import type { ExpiryProposal } from '../../../shared/expiry.ts'
import { timeValue } from '../../../shared/known-times.ts'

/** A local day, `2026-12-06`. Empty if there is none. */
export function dayOf(time: string | null): string {
  const value = timeValue(time ?? '')
  if (Number.isNaN(value)) return ''
  const date = new Date(value)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The local start of such a day. `null` for no day, or for one that Credenza can't store. */
export function beginOfDay(day: string): string | null {
  const begin = new Date(/^\d{4}-\d\d-\d\d$/.test(day) ? `${day}T00:00` : NaN)
  if (Number.isNaN(begin.getTime())) return null
  const time = `${begin.toISOString().slice(0, 19)}Z`
  return Number.isNaN(timeValue(time)) ? null : time
}

/** The message for an incomplete date. */
export const brokenDay = 'Enter a complete date, at most ten years from now.'

/** The sources of an expiry, in words. */
export const expirySources: Readonly<Record<ExpiryProposal['by'], string>> = {
  jwt: 'a JSON Web Token',
  ecr: 'an Amazon ECR token',
  certificate: 'a certificate',
}

/** An expiry being entered: a day by a person, or a time from the value. */
export function createExpiryEntry(first: string | null = null) {
  /** ISO 8601; `null` for none. */
  const expiresAt = ref(first)
  /** The typed date is incomplete. */
  const isBroken = ref(false)

  return {
    expiresAt,
    isBroken,
    /** Takes a date field's value. Empty: none. `isValid`: it is a complete date, or nothing was typed. */
    enter(day: string, isValid: boolean): void {
      if (day === dayOf(expiresAt.value)) {
        isBroken.value = !isValid
        return
      }
      const time = beginOfDay(day)
      isBroken.value = !isValid || (day !== '' && time === null)
      expiresAt.value = time
    },
    /** Takes a time. Ignores one that Credenza can't store. */
    take(time: string | null): void {
      isBroken.value = false
      expiresAt.value = Number.isNaN(timeValue(time ?? '')) ? null : time
    },
  }
}

export type ExpiryEntry = ReturnType<typeof createExpiryEntry>

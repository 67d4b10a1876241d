import type { Filter } from '../contract/filters.ts'
import { scopeKey, type Credential } from '../credential.ts'
import { expiryClass } from '../expiry.ts'
import type { CredentialFilterId } from '../filter-fields.ts'
import { millisecondsOfADay, timeValue } from '../known-times.ts'
import { ageClass, ageInDays, ageSince, type AgeBasis } from '../rotation.ts'
import { textKey, type FilterFields } from './filters.ts'

export type CredentialFilter = Filter<CredentialFilterId>

/** What the filters of credentials depend on besides the rows. */
export interface CredentialFilterBasis extends AgeBasis {
  /** Within how many days an expiry counts as soon. */
  expiryDays: number
}

/** Days since a time. The cluster's clock may be slightly ahead. */
const daysSince = (time: number, asOf: number): number => Math.max(0, (asOf - time) / millisecondsOfADay)

/** The key for a missing or unknown value. */
export const noKey = ''

interface Made {
  createdBy: string
  createdAt: string
  namespace: string
}

/** The filter fields of everything in a namespace: by whom, when and where it was created. */
export const madeFields: FilterFields<Made, { asOf: number }, keyof Made> = {
  createdBy: { keyOf: ({ createdBy }) => textKey(createdBy) },
  createdAt: {
    keyOf: ({ createdAt }) => (Number.isNaN(timeValue(createdAt)) ? noKey : 'known'),
    daysOf: ({ createdAt }, { asOf }) => daysSince(timeValue(createdAt), asOf),
    isTimed: true,
  },
  namespace: { keyOf: ({ namespace }) => textKey(namespace) },
}

/** The filter fields of credentials, in the window and for the CSV. */
export const credentialFields: FilterFields<Credential, CredentialFilterBasis, CredentialFilterId> = {
  type: { keyOf: ({ type }) => type ?? noKey },
  status: { keyOf: ({ status }) => status.kind },
  scope: { keyOf: ({ scope }) => scopeKey(scope) },
  age: {
    keyOf: (row, { asOf, limits }) => ageClass(ageInDays(row, asOf), limits),
    daysOf: (row, { asOf }) => daysSince(ageSince(row), asOf),
    isTimed: true,
  },
  expiresAt: {
    keyOf: ({ expiresAt }, { asOf, expiryDays }) => expiryClass(expiresAt, asOf, expiryDays),
    daysOf: ({ expiresAt }, { asOf }) => {
      const left = timeValue(expiresAt ?? '') - asOf
      return left > 0 ? left / millisecondsOfADay : NaN
    },
    isTimed: true,
  },
  ...madeFields,
  rotatedAt: {
    keyOf: ({ rotatedAt }) => (rotatedAt === null ? 'never' : 'rotated'),
    daysOf: ({ rotatedAt }, { asOf }) => daysSince(timeValue(rotatedAt ?? ''), asOf),
    isTimed: true,
  },
  registryUrl: { keyOf: ({ registryUrl }) => textKey(registryUrl) },
  origin: { keyOf: ({ origin }) => origin },
  owner: { keyOf: ({ owner }) => (owner === null ? noKey : textKey(owner.name)) },
  usage: { keyOf: ({ usage }) => usage ?? noKey },
}

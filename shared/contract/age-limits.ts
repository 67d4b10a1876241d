import * as z from 'zod/mini'
import { mostExpiryDays } from '../expiry.ts'
import { timeValue } from '../known-times.ts'
import { mostAgeDays } from '../rotation.ts'

const Days = z.int().check(z.minimum(1), z.maximum(mostAgeDays))

/** From how many days a credential is due, and overdue. */
export const AgeLimits = z
  .object({ due: Days, overdue: Days })
  .check(z.refine(({ due, overdue }) => due < overdue))

/** When a value stops working, in ISO 8601. */
export const ExpiryTime = z.string().check(z.refine((time) => !Number.isNaN(timeValue(time))))

/** Within how many days an expiry is highlighted. */
export const ExpiryDays = z.int().check(z.minimum(1), z.maximum(mostExpiryDays))

import * as z from 'zod/mini'
import type { PullLimit } from '../../../shared/registry-login.ts'
import { isoTime } from '../../base/clock.ts'
import { parseJson } from '../../base/parse-json.ts'
import type { Answer } from './ask-server.ts'

const Text = z.catch(z.string(), '')
const Words = z.object({
  errors: z.catch(z.array(z.catch(z.object({ message: Text }), { message: '' })), []),
  error_description: Text,
  details: Text,
  message: Text,
  error: Text,
})

/** Maximum characters of a registry's message. */
const longestWords = 400

/**
 * The message in an answer, in the formats of registries and token services: the Distribution project's `errors`,
 * OAuth's `error_description`, and those of single products. Empty for anything else. It may repeat what was sent.
 */
export function wordsOf({ text }: Pick<Answer, 'text'>): string {
  const read = Words.safeParse(parseJson(text))
  if (!read.success) return ''
  const { errors, error_description: description, details, message, error } = read.data
  const all = [...errors.slice(0, 3).map((each) => each.message), description, details, message]
  const told = all.filter((words) => words !== '')
  return (told.length === 0 ? error : [...new Set(told)].join(' ')).slice(0, longestWords)
}

/** Whether a refusal says that the account can't sign in, whatever its password. */
export const tellsOfLock = (words: string): boolean =>
  /\b(?:un)?(?:locked|disabled|deactivated|suspended|blocked|banned|inactive)\b/i.test(words) &&
  !/\bunlocked\b/i.test(words)

/** In seconds. A reset further in the future is ignored. */
const furthestReset = 7 * 86_400
const milliseconds = 1000

/** When a server may be asked again after a 429, ISO 8601. Empty if it doesn't say. `now`: milliseconds since 1970. */
export function resetOf({ header }: Pick<Answer, 'header'>, now: number): string {
  const names = ['retry-after', 'x-retry-after', 'ratelimit-reset', 'x-ratelimit-reset']
  for (const name of names) {
    const at = timeIn(header(name).trim(), now)
    if (at !== null && at >= now && at - now <= furthestReset * milliseconds) return isoTime(at)
  }
  return ''
}

/** Parses seconds from now, seconds since 1970 (far larger numbers), or a date. */
function timeIn(text: string, now: number): number | null {
  if (/^\d{1,12}$/.test(text)) {
    const seconds = Number(text)
    return seconds > furthestReset ? seconds * milliseconds : now + seconds * milliseconds
  }
  const at = text.length > 60 ? NaN : Date.parse(text)
  return Number.isNaN(at) ? null : at
}

/** The remaining pulls in Docker Hub's headers: `ratelimit-limit: 100;w=21600`, `ratelimit-remaining: 76;w=21600`. */
export function pullLimitOf({ header }: Pick<Answer, 'header'>): PullLimit | null {
  const read = (name: string) => /^(\d{1,9})(?:;w=(\d{1,9}))?$/.exec(header(name).trim())
  const [most, left] = [read('ratelimit-limit'), read('ratelimit-remaining')]
  if (most === null || left === null) return null
  return { most: Number(most[1]), left: Number(left[1]), seconds: Number(most[2] ?? 0) }
}

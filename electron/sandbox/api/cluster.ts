import type { Clock } from '../../base/clock.ts'
import type { Storage } from '../storage/storage.ts'
import type { Caller } from './callers.ts'
import type { ApiRequest } from './request.ts'

/** What all handlers work with. */
export interface Cluster {
  storage: Storage
  clock: Clock
  random: () => number
  /** The sender of a request; `null` if the cluster doesn't know it. */
  callerOf: (request: ApiRequest) => Caller | null
  /** Clusters before 1.27 don't have it. */
  hasSelfSubjectReview: boolean
}

/** Characters of generated names: they form no words and can't be confused. */
export const nameCharacters = 'bcdfghjklmnpqrstvwxz2456789'

/** A generated name with the given prefix. */
export function generateName({ random }: Pick<Cluster, 'random'>, start: string): string {
  const pick = () => nameCharacters.charAt(Math.floor(random() * nameCharacters.length))
  return `${start.slice(0, 58)}${Array.from({ length: 5 }, pick).join('')}`
}

/** A random UUID. */
export function createUid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16))
  hex[12] = '4'
  hex[16] = '89ab'.charAt(Math.floor(random() * 4))
  const text = hex.join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  )
}

import { inject, type InjectionKey } from 'vue'
import type { RotateSession } from './rotate-session.ts'

export const rotateSessionKey: InjectionKey<RotateSession> = Symbol('the rotation')

/** The rotation that this component belongs to. */
export function useRotateSession(): RotateSession {
  const session = inject(rotateSessionKey)
  if (session === undefined) throw new Error('This isn’t part of a rotation.')
  return session
}

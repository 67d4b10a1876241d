import { inject, type InjectionKey } from 'vue'
import type { WizardSession } from './wizard-session.ts'

/** The shown wizard, for the parts of its dialog. */
export const wizardSessionKey: InjectionKey<WizardSession> = Symbol('wizard session')

export function useWizardSession(): WizardSession {
  const session = inject(wizardSessionKey)
  if (session === undefined) throw new Error('this isn’t part of a wizard')
  return session
}

import { keysText, type Keys } from '../../ui/keyboard.ts'
import { useApplicationStore } from '../application.store.ts'

/** Formats keys for the platform. */
export function useKeys(): (keys: Keys) => string {
  const application = useApplicationStore()
  return (keys) => keysText(application.facts.platform, keys)
}

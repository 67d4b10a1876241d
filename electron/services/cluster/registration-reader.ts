import { readRegistration, type Registration } from '../../../shared/registration.ts'

type Labels = Readonly<Record<string, string>>

/**
 * Reads labels like `readRegistration`, with a cache: rows with equal labels share one labels object and one result.
 */
export function createRegistrationReader(): typeof readRegistration {
  const atHome = new WeakMap<Labels, Registration | null>()
  const elsewhere = new WeakMap<Labels, Registration | null>()
  return (labels, namespace, runaiNamespace) => {
    const kept = namespace === runaiNamespace ? atHome : elsewhere
    const known = kept.get(labels)
    if (known !== undefined) return known
    const registration = readRegistration(labels, namespace, runaiNamespace)
    kept.set(labels, registration)
    return registration
  }
}

import type { Component } from 'vue'
import type { Credential } from '../../../shared/credential.ts'

/** A section's summary: next to its link (`12 of 14`) and next to its title (`12 of 14 projects are up to date`). */
export interface SectionSummary {
  short: string
  long: string
}

/**
 * One part of the panel. Its component gets the `credential`. It may emit `summary`, and `open` with the uid of another
 * credential to show.
 */
export interface Section {
  id: string
  title: string
  component: Component
  /** It is at the top without a title. Its link shows it. */
  isFirst?: boolean
  /** Whether it applies to a credential. Always if absent. */
  isFor?: (credential: Credential) => boolean
  /** It is hidden once the credential no longer exists. */
  needsCredential?: boolean
}

import type { Component } from 'vue'
import type { Credential } from '../../../shared/credential.ts'

/** What a section tells of itself: next to its anchor (`12 of 14`) and next to its title (`12 of 14 projects are up to date`). */
export interface SectionSummary {
  short: string
  long: string
}

/**
 * One part of the panel. Its component takes the `credential`. It may emit a `summary`, and `open` with the uid of another
 * credential that is to be shown.
 */
export interface Section {
  id: string
  title: string
  component: Component
  /** It is at the top without its title, which its anchor says. */
  isFirst?: boolean
  /** Whether it has anything to tell of a credential; always if it does not say. */
  isFor?: (credential: Credential) => boolean
  /** It has nothing to do once the credential is not there anymore. */
  needsCredential?: boolean
}

import type { FailureCode, FailureOf } from '../failure.ts'

/** What a person can do about a failure. The first action is the main one. */
export type FailureAction =
  | 'try-again'
  | 'sign-in-again'
  | 'review-plugin'
  | 'review-files'
  | 'name-namespaces'
  | 'name-and-colour'
  | 'other-cluster'
  | 'open-kubeconfig'
  | 'read-kubeconfig-again'

/** A failure in words: what happened, what it means, what to do. `state` is a single word for the status bar. */
export interface FailureText {
  title: string
  text: string
  actions: readonly FailureAction[]
  state: 'Failed' | 'Signed out' | 'Refused' | 'Stopped' | 'Needs approval'
}

/** What the text needs besides the failure: its context ('' for none), and the current time. */
export interface FailureContext {
  context: string
  now: number
}

export type FailureTexts<C extends FailureCode> = {
  readonly [K in C]: (failure: FailureOf<K>, place: FailureContext) => FailureText
}

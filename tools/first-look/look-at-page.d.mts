import type { ShownPage } from './page-lines.ts'

/** The window's progress. `waiting`: it is still working. `question`: a person must choose first. */
type WindowState = 'waiting' | 'shown' | 'failure' | 'question'

export interface SeenWindow extends ShownPage {
  state: WindowState
}

export function lookAtPage(): SeenWindow

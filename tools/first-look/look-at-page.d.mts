import type { ShownPage } from './page-lines.ts'

/** What the window has come to. `waiting`: it is still at work. `question`: a person has to choose first. */
export type WindowState = 'waiting' | 'shown' | 'failure' | 'question'

export interface SeenWindow extends ShownPage {
  state: WindowState
}

export function lookAtPage(): SeenWindow

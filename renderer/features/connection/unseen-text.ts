import { counted } from '../../../shared/number-text.ts'

/** The parts of a question that haven't been on screen yet. */
export interface Unseen {
  variables: number
  arguments: number
  files: number
}

/** `2 variables and 4 arguments not seen yet`. Empty if everything was seen. */
export function unseenText(unseen: Unseen): string {
  const parts = [
    [unseen.variables, 'variable'],
    [unseen.arguments, 'argument'],
    [unseen.files, 'file'],
  ] as const
  const left = parts.flatMap(([count, word]) => (count === 0 ? [] : [counted(count, word)]))
  return left.length === 0 ? '' : `${left.join(' and ')} not seen yet`
}

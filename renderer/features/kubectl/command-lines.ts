import { visibleText } from '../../../shared/visible-text.ts'
import type { CommandPart } from '../../../shared/shell-command.ts'

/** A displayed part. `refused` is what the cluster didn't accept. */
interface ShownPart {
  text: string
  kind: CommandPart['kind'] | 'refused'
}

/** One line of a command. `indent` is its number of leading spaces. */
interface ShownLine {
  indent: number
  parts: ShownPart[]
}

/** The lines of a command, so that long ones can wrap below their own start. */
export function commandLines(command: readonly CommandPart[], refused = ''): ShownLine[] {
  const lines: ShownPart[][] = [[]]
  for (const part of command) {
    for (const [at, text] of part.text.split('\n').entries()) {
      if (at > 0) lines.push([])
      lines.at(-1)?.push(...withRefused({ ...part, text }, refused))
    }
  }
  return lines.map((parts) => ({
    indent: /^ */.exec(parts.map(({ text }) => text).join(''))?.[0].length ?? 0,
    parts: parts.filter(({ text }) => text !== '').map((part) => ({ ...part, text: visibleText(part.text) })),
  }))
}

function withRefused(part: ShownPart, refused: string): ShownPart[] {
  const at = refused === '' ? -1 : part.text.indexOf(refused)
  if (at < 0) return [part]
  return [
    { ...part, text: part.text.slice(0, at) },
    { text: refused, kind: 'refused' },
    { ...part, text: part.text.slice(at + refused.length) },
  ]
}

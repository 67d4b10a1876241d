import { expect, test } from 'vitest'
import type { CommandPart } from '../../../shared/shell-command.ts'
import { commandLines } from './command-lines.ts'

const command: CommandPart[] = [
  { text: 'kubectl', kind: 'verb' },
  { text: ' -n runai \\\n  patch -p \'\nmetadata:\n  version: "7"\n  by: ', kind: 'plain' },
  { text: '<you>', kind: 'placeholder' },
  { text: "'", kind: 'plain' },
]

test('a command is shown line by line, each with how far it is indented', () => {
  const lines = commandLines(command)
  expect(lines.map(({ indent }) => indent)).toEqual([0, 2, 0, 2, 2])
  const shown = lines.map(({ parts }) => parts.map(({ text }) => text).join('')).join('\n')
  expect(shown).toBe(command.map(({ text }) => text).join(''))
})

test('what the cluster refused is a separate part', () => {
  const refused = commandLines(command, '"7"').flatMap(({ parts }) =>
    parts.filter((part) => part.kind === 'refused'),
  )
  expect(refused).toEqual([{ text: '"7"', kind: 'refused' }])
})

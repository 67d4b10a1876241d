import type { Keys } from '../../ui/keyboard.ts'

/** Keys that a component has wherever it is used. */
interface PartKeys {
  title: string
  keys: readonly Keys[]
}

/** Keys without an action in the table: those of tables, trees and dialogs. */
export const partKeys: Readonly<Record<string, readonly PartKeys[]>> = {
  Tables: [
    { title: 'Move between cells', keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] },
    { title: 'First or last column', keys: ['Home', 'End'] },
    { title: 'First or last row', keys: ['Ctrl+Home', 'Ctrl+End'] },
    { title: 'Page up or down', keys: ['PageUp', 'PageDown'] },
    { title: 'Select the row', keys: ['Space'] },
    { title: 'Extend the selection', keys: ['Shift+ArrowUp', 'Shift+ArrowDown'] },
    { title: 'Select all', keys: ['Ctrl+A'] },
    { title: 'Row menu', keys: ['Shift+F10'] },
    { title: 'Clear the filter of a chip', keys: ['Delete'] },
    { title: 'Show details', keys: ['Enter'] },
    { title: 'Close details', keys: ['Escape'] },
  ],
  'Tree of scopes': [
    { title: 'Move between scopes', keys: ['ArrowUp', 'ArrowDown'] },
    { title: 'Down or up a level', keys: ['ArrowRight', 'ArrowLeft'] },
    { title: 'Choose the scope', keys: ['Enter', 'Space'] },
  ],
  Dialogs: [
    { title: 'Press the main button', keys: ['Ctrl+Enter'] },
    { title: 'Close', keys: ['Escape'] },
  ],
}

import type { Keys } from '../../ui/keyboard.ts'

/** Keys that a part of the window has wherever it stands. */
export interface PartKeys {
  title: string
  keys: readonly Keys[]
}

/** The keys that no action of the table has: those of tables, dialogs and menus. */
export const partKeys: Readonly<Record<string, readonly PartKeys[]>> = {
  Tables: [
    { title: 'Go from cell to cell', keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] },
    { title: 'First or last column', keys: ['Home', 'End'] },
    { title: 'First or last row', keys: ['Ctrl+Home', 'Ctrl+End'] },
    { title: 'A page up or down', keys: ['PageUp', 'PageDown'] },
    { title: 'Select the row', keys: ['Space'] },
    { title: 'Select one more', keys: ['Shift+ArrowUp', 'Shift+ArrowDown'] },
    { title: 'Select all', keys: ['Ctrl+A'] },
    { title: 'Menu of the row', keys: ['Shift+F10'] },
    { title: 'Show details of the row', keys: ['Enter'] },
    { title: 'Close the details', keys: ['Escape'] },
  ],
  Dialogs: [
    { title: 'Do what the main button does', keys: ['Ctrl+Enter'] },
    { title: 'Close', keys: ['Escape'] },
  ],
}

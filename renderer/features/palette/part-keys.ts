import type { Keys } from '../../ui/keyboard.ts'

/** Keys that a part of the window has wherever it stands. */
export interface PartKeys {
  title: string
  keys: readonly Keys[]
}

/** The keys that no action of the table has: those of tables, dialogs and menus. */
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
  Dialogs: [
    { title: 'Press the main button', keys: ['Ctrl+Enter'] },
    { title: 'Close', keys: ['Escape'] },
  ],
}

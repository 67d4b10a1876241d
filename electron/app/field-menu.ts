import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'

/** What is said about the place where a menu was requested. */
export type AskedPlace = Pick<ContextMenuParams, 'isEditable' | 'formControlType' | 'editFlags'>

/**
 * The menu of a field that is typed in; empty for everything else, whose menus are the window's own. What is in a
 * password field can't be cut or copied.
 */
export function fieldMenu({
  isEditable,
  formControlType,
  editFlags,
}: AskedPlace): MenuItemConstructorOptions[] {
  if (!isEditable) return []
  const isPassword = formControlType === 'input-password'
  return [
    { role: 'undo', enabled: editFlags.canUndo },
    { role: 'redo', enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', enabled: editFlags.canCut && !isPassword },
    { role: 'copy', enabled: editFlags.canCopy && !isPassword },
    { role: 'paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ]
}

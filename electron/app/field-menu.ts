import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'

/** What Electron reports about the place where a menu was requested. */
export type AskedPlace = Pick<
  ContextMenuParams,
  'isEditable' | 'formControlType' | 'editFlags' | 'selectionText'
>

/**
 * The context menu of a text field, or of a selected text; empty elsewhere, where the window shows its own menus. A
 * password field offers neither Cut nor Copy.
 */
export function fieldMenu({
  isEditable,
  formControlType,
  editFlags,
  selectionText,
}: AskedPlace): MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions = { role: 'copy', enabled: editFlags.canCopy }
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy]
  const isPassword = formControlType === 'input-password'
  return [
    { role: 'undo', enabled: editFlags.canUndo },
    { role: 'redo', enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', enabled: editFlags.canCut && !isPassword },
    { ...copy, enabled: editFlags.canCopy && !isPassword },
    { role: 'paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ]
}

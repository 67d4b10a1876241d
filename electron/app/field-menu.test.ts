import { describe, expect, it } from 'vitest'
import { fieldMenu, type AskedPlace } from './field-menu.ts'

const all = {
  canUndo: true,
  canRedo: true,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canDelete: true,
  canSelectAll: true,
  canEditRichly: false,
}
const field = (more: Partial<AskedPlace> = {}): AskedPlace => ({
  isEditable: true,
  formControlType: 'input-text',
  editFlags: all,
  selectionText: '',
  ...more,
})
const usable = (place: AskedPlace) =>
  fieldMenu(place).flatMap(({ role, enabled }) => (role !== undefined && enabled === true ? [role] : []))

describe('the menu of a field', () => {
  it('has what can be done with its text, and nothing that can’t', () => {
    expect(usable(field())).toEqual(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'])
    expect(usable(field({ editFlags: { ...all, canCut: false, canCopy: false, canUndo: false } }))).toEqual([
      'redo',
      'paste',
      'selectAll',
    ])
  })

  it('takes nothing out of a password field', () => {
    expect(usable(field({ formControlType: 'input-password' }))).toEqual([
      'undo',
      'redo',
      'paste',
      'selectAll',
    ])
  })

  it('isn’t shown outside of fields, where the window has its own menus', () => {
    expect(fieldMenu(field({ isEditable: false }))).toEqual([])
    expect(fieldMenu(field({ isEditable: false, selectionText: ' \n' }))).toEqual([])
  })

  // trezor/trezor-suite#3200: a selected message could be copied by keys, but not by the mouse.
  it('copies a text that is selected outside of fields, and does nothing else to it', () => {
    expect(usable(field({ isEditable: false, selectionText: 'Forbidden' }))).toEqual(['copy'])
  })
})

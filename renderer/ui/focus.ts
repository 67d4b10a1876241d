import type { ComponentPublicInstance } from 'vue'

/** Focuses a button of Naive UI, which has no method for it. */
export function focusButton(button: ComponentPublicInstance | null): void {
  const element: unknown = button?.$el
  if (element instanceof HTMLElement) element.focus()
}

/** Whether nothing that handles keys has the focus: the focused element was removed, or a page has just opened. */
export function isFocusFree(): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement.matches('body, main')
}

/**
 * What gets the focus when a menu opens: its first entry that can be chosen. Arrow keys also reach the others, so that
 * their reasons can be read, as the ARIA pattern of menus asks.
 */
export function startOfMenu(menu: HTMLElement): HTMLElement | null {
  return menu.querySelector<HTMLElement>('button:not([aria-disabled="true"])') ?? menu.querySelector('button')
}

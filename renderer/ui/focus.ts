/** Whether nothing that handles keys has the focus: the focused element was removed, or a page has just opened. */
export function isFocusFree(): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement.matches('body, main')
}

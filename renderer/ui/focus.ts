/** Whether nothing that takes keys has the focus: what had it is gone, or a page has just opened. */
export function isFocusFree(): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement.matches('body, main')
}

const candidates = 'a[href], button, input, select, textarea, summary, [tabindex]'

/** What Tab stops at within an element, in the order of the page. */
export function tabStops(root: HTMLElement): HTMLElement[] {
  const reachable = [...root.querySelectorAll<HTMLElement>(candidates)].filter(
    (element) =>
      element.tabIndex >= 0 &&
      !element.matches(':disabled') &&
      element.closest('[inert]') === null &&
      element.checkVisibility({ visibilityProperty: true }),
  )
  return reachable.filter((element) => !isPassedOver(element, reachable))
}

/** Keeps the focus in an element: at the last of its stops Tab goes to the first, and back with Shift. */
export function keepTabWithin(event: KeyboardEvent, root: HTMLElement): void {
  const stops = tabStops(root)
  const [end, other] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
  const at = document.activeElement
  const isAtEnd = end === undefined || isOneStop(at, end) || (event.shiftKey && at === root)
  if (!isAtEnd) return
  event.preventDefault()
  other?.focus()
}

const isRadio = (element: unknown): element is HTMLInputElement =>
  element instanceof HTMLInputElement && element.type === 'radio' && element.name !== ''

/** Radio buttons of one name are one stop: which of them it is depends on the choice and on the direction. */
const isOneStop = (a: unknown, b: unknown): boolean =>
  a === b || (isRadio(a) && isRadio(b) && a.name === b.name && a.form === b.form)

/** Tab stops at the chosen one of radio buttons and at no other. */
const isPassedOver = (element: HTMLElement, all: readonly HTMLElement[]): boolean =>
  isRadio(element) &&
  !element.checked &&
  all.some((other) => isRadio(other) && other.checked && isOneStop(element, other))

const candidates = 'a[href], button, input, select, textarea, summary, [tabindex]'

/** The tab stops within an element in page order. */
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

/** Traps the focus in an element: Tab at the last stop goes to the first, and the reverse with Shift. */
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

/** Radio buttons with one name are a single stop. Which one depends on the choice and the direction. */
const isOneStop = (a: unknown, b: unknown): boolean =>
  a === b || (isRadio(a) && isRadio(b) && a.name === b.name && a.form === b.form)

/** Tab skips all radio buttons except the chosen one. */
const isPassedOver = (element: HTMLElement, all: readonly HTMLElement[]): boolean =>
  isRadio(element) &&
  !element.checked &&
  all.some((other) => isRadio(other) && other.checked && isOneStop(element, other))

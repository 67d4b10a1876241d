import type { Directive } from 'vue'

const hide = (field: HTMLElement): void =>
  field.querySelector('.n-input__placeholder')?.setAttribute('aria-hidden', 'true')

/**
 * Naive UI also renders a field's placeholder as text next to the input. Hides that text from screen readers, which
 * would read it twice.
 */
export const quietPlaceholder: Directive<HTMLElement> = { mounted: hide, updated: hide }

import type { Directive } from 'vue'

const hide = (field: HTMLElement): void =>
  field.querySelector('.n-input__placeholder')?.setAttribute('aria-hidden', 'true')

/**
 * Naive UI draws the placeholder of a field as a text next to it, although its input has it too. A screen reader would
 * read it once more, as a text of its own.
 */
export const quietPlaceholder: Directive<HTMLElement> = { mounted: hide, updated: hide }

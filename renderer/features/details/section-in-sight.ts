/** How far under the upper edge a section may begin and be the one in sight. */
const reach = 32

/** What of a scrolled element and its sections is measured, in pixels. */
export interface Scrolled {
  scrollTop: number
  scrollHeight: number
  clientHeight: number
  getBoundingClientRect: () => { top: number }
}

/**
 * The id of the section in sight: the last one that begins at the upper edge or above it, and at the end of the scrolling
 * the last of all, which may never come so far up.
 */
export function sectionInSight(
  body: Scrolled,
  sections: readonly { dataset: { section?: string }; getBoundingClientRect: () => { top: number } }[],
): string {
  const idOf = (at: number) => sections.at(at)?.dataset.section ?? ''
  const isAtEnd = body.scrollTop > 0 && body.scrollTop + body.clientHeight >= body.scrollHeight - 1
  if (isAtEnd) return idOf(-1)
  const edge = body.getBoundingClientRect().top + reach
  const at = sections.findLastIndex((section) => section.getBoundingClientRect().top <= edge)
  return idOf(Math.max(0, at))
}

/** How far below the upper edge the visible section may begin, in pixels. */
const reach = 32

/** The measures of a scroll container and its sections, in pixels. */
interface Scrolled {
  scrollTop: number
  scrollHeight: number
  clientHeight: number
  getBoundingClientRect: () => { top: number }
}

/**
 * The id of the visible section: the last one that begins at or above the upper edge. At the end of scrolling the last
 * one, which may never get there.
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

/* global document */

/**
 * Runs isolated in the page: reads it like assistive technology, by roles and headings.
 * @returns {import('./look-at-page.d.mts').SeenWindow}
 */
export function lookAtPage() {
  const main = document.querySelector('main') ?? document.body
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true })
  const all = (selector, inside = main) => [...inside.querySelectorAll(selector)].filter(isSeen)
  const text = (element) => element?.innerText.trim() ?? ''
  const heading = all('h1')[0]
  // Without controls, which can't be pressed in a terminal.
  const paragraphs = (element) => {
    const pressed = all('button', element).map(text)
    return text(element)
      .split(/\n+/)
      .filter((line) => line.trim() !== '' && line !== text(heading) && !pressed.includes(line))
  }

  const head = heading?.closest('header') ?? null
  const alerts = all('[role=alert], dialog, [role=dialog]')
  const grid = all('[role=grid]')[0]
  const rows = grid === undefined ? [] : all('[role=row]:has([role=gridcell])', grid)
  // A progress bar becomes visible after a moment, but the page is busy until it’s gone.
  const progress = [...main.querySelectorAll('[role=progressbar]')].filter((bar) => bar.checkVisibility())
  const isBusy = heading === undefined || progress.length > 0

  // A page of the application has a header. Without one, the window asks which cluster or file to open.
  const state = () => {
    if (alerts.length > 0) return 'failure'
    if (isBusy) return 'waiting'
    if (head === null) return 'question'
    return rows.length > 0 || grid === undefined ? 'shown' : 'waiting'
  }
  const notes = () => {
    if (alerts.length > 0) return alerts.map(paragraphs)
    if (grid === undefined) return [...main.children].filter((child) => child !== head).map(paragraphs)
    return all('[aria-live=polite]:not(.visually-hidden)').map(paragraphs)
  }
  const inOrder = (one, other) =>
    Number(one.getAttribute('aria-rowindex')) - Number(other.getAttribute('aria-rowindex'))
  // The checkbox column has no text.
  const titles = grid === undefined ? [] : all('[role=columnheader]', grid).map(text)
  const isNamed = (_, at) => titles[at] !== ''
  return {
    state: state(),
    heading: text(heading),
    count: text(all('.count', head ?? main)[0]),
    notes: notes().filter((note) => note.join('').trim() !== ''),
    columns: titles.filter(isNamed),
    rows: rows.sort(inOrder).map((row) => all('[role=gridcell]', row).map(text).filter(isNamed)),
    total: Math.max(0, Number(grid?.getAttribute('aria-rowcount') ?? 1) - 1),
    status: [...(document.querySelector('footer')?.children ?? [])].map(text).filter(Boolean).join(' · '),
  }
}

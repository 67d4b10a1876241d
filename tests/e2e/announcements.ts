import type { Page } from '@playwright/test'

/**
 * Records what a screen reader announces by itself from now on. A region must be there before its content, except for
 * alerts; what is `off` is silent. Returns what was announced until then, in order.
 */
export async function recordAnnouncements(window: Page): Promise<() => Promise<string[]>> {
  await window.evaluate(() => {
    const told: string[] = []
    const isAlert = (element: Element) => element.getAttribute('role') === 'alert'
    const regions = '[aria-live], [role=status], [role=alert]'
    const spoken = (element: Element) => (element as HTMLElement).innerText.replace(/\s+/g, ' ').trim()
    const regionOf = (node: Node): Element | null =>
      (node instanceof Element ? node : node.parentElement)?.closest(regions) ?? null
    const isSilent = (region: Element) => region.getAttribute('aria-live') === 'off'
    const isWhole = (region: Element) => isAlert(region) || region.getAttribute('role') === 'status'

    const look = (records: MutationRecord[]): void => {
      const added = records.flatMap(({ addedNodes }) => [...addedNodes])
      const isNew = (region: Element) => added.some((node) => node.contains(region))
      const heard = new Set<Element>()
      const tell = (region: Element, part: Element): void => {
        if (heard.has(region) || isSilent(region) || (isNew(region) && !isAlert(region))) return
        if (isWhole(region)) heard.add(region)
        const text = spoken(isWhole(region) ? region : part)
        if (text !== '') told.push(text)
      }
      for (const { type, target, addedNodes } of records) {
        const changed = type === 'characterData' ? [target] : [...addedNodes]
        for (const node of changed.filter(({ isConnected }) => isConnected)) {
          if (node instanceof Element)
            for (const alert of [node, ...node.querySelectorAll('[role=alert]')].filter(isAlert))
              tell(alert, alert)
          const region = regionOf(node)
          const part = node instanceof Element ? node : node.parentElement
          if (region !== null && part !== null && node.textContent?.trim() !== '') tell(region, part)
        }
      }
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    ;(globalThis as { told?: string[] }).told = told
  })
  return () => window.evaluate(() => (globalThis as { told?: string[] }).told ?? [])
}

/** How often something was announced. */
export const timesOf = (told: readonly string[], words: string): number =>
  told.filter((text) => text.includes(words)).length

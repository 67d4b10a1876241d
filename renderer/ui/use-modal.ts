import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { isolate } from './isolate.ts'
import { keepTabWithin, tabStops } from './tab-stops.ts'

interface Modal {
  /** The dialog; its parent is the layer that stays usable. */
  section: Readonly<Ref<HTMLElement | null>>
  /** What scrolls in it, and holds its first control. */
  body: string
  close: () => void
}

/**
 * What is over the window while it is there. It takes the focus (to what has `data-autofocus`, else to its first control),
 * keeps it, makes the page behind it inert, and gives the focus back to where it was. Returns what listens to its keys:
 * Escape closes it.
 */
export function useModal({ section, body: bodySelector, close }: Modal): (event: KeyboardEvent) => void {
  const opener = document.activeElement
  let release: () => void = () => undefined

  onMounted(() => {
    const element = section.value
    if (element === null) return
    release = isolate(element.parentElement ?? element, document.querySelector<HTMLElement>('#floating'))
    if (element.contains(document.activeElement)) return
    const body = element.querySelector<HTMLElement>(bodySelector)
    const wanted = element.querySelector<HTMLElement>('[data-autofocus]')
    const first = body === null ? undefined : tabStops(body)[0]
    // A long text must be scrolled by the keyboard, too.
    if (body !== null && first === undefined && body.scrollHeight > body.clientHeight) body.tabIndex = 0
    ;(wanted ?? first ?? element).focus()
  })
  onBeforeUnmount(() => {
    release()
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
  })

  return (event) => {
    if (event.defaultPrevented) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Tab' && section.value !== null) keepTabWithin(event, section.value)
  }
}

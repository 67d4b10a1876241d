import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { isolate } from './isolate.ts'
import { keepTabWithin, tabStops } from './tab-stops.ts'

interface Modal {
  /** The dialog. Its parent is the layer that stays usable. */
  section: Readonly<Ref<HTMLElement | null>>
  /** Selects its scrollable part, which contains the first control. */
  body: string
  close: () => void
}

/**
 * A modal, while it is mounted. It takes the focus (to `data-autofocus`, otherwise to its first control), traps it,
 * makes the page behind inert, and restores the focus at the end. Returns its key handler: Escape closes it.
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
    // A long text must be scrollable by keyboard, too.
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

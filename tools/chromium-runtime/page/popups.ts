import type { PageGlobals } from './globals.ts'

/** A new window requested by the page. */
export interface PopupWish {
  url: string
  frameName: string
  features: string
  disposition: 'foreground-tab' | 'background-tab' | 'new-window'
}

type Click = Event & { button: number; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }
type Link = EventTarget & { tagName?: string; href?: unknown; target?: string }

/** The event on the shared node by which the page's `window.open` reaches the preload world. */
export const openEvent = 'open'

/** Runs in the page's world: `window.open` asks the application and never opens anything, as if denied. */
export function replaceOpen(node: EventTarget, type: string): void {
  const page = globalThis as unknown as PageGlobals & { open: unknown }
  const dispatch = node.dispatchEvent.bind(node)
  const Message = CustomEvent
  page.open = (url: unknown = '', name: unknown = '', features: unknown = '') => {
    const { href } = new URL(String(url), page.document.baseURI)
    dispatch(new Message(type, { detail: [href, String(name), String(features)] }))
    return null
  }
}

/** Runs in the preload world: reports each new window that the page requests, before the browser would create one. */
export function reportPopups(node: EventTarget, type: string, post: (text: string) => void): void {
  const page = globalThis as unknown as PageGlobals

  function tell(wish: PopupWish): void {
    post(JSON.stringify(['popup', wish]))
  }

  function onClick(event: Event): void {
    const { button, ctrlKey, metaKey, shiftKey } = event as Click
    const path = event.composedPath() as Link[]
    const link = path.find(({ tagName }) => tagName === 'A')
    if (event.defaultPrevented || typeof link?.href !== 'string' || link.href === '' || button > 1) return
    const { target: frameName = '', href: url } = link
    const isBackground = button === 1 || ctrlKey || metaKey
    if (!isBackground && !shiftKey && /^(|_self|_top|_parent)$/i.test(frameName)) return
    event.preventDefault()
    const disposition = isBackground ? 'background-tab' : shiftKey ? 'new-window' : 'foreground-tab'
    tell({ url, frameName, features: '', disposition })
  }

  node.addEventListener(type, (event) => {
    const [url, frameName, features] = (event as CustomEvent<[string, string, string]>).detail
    tell({ url, frameName, features, disposition: features === '' ? 'foreground-tab' : 'new-window' })
  })
  page.window.addEventListener('click', onClick)
  page.window.addEventListener('auxclick', onClick)
}

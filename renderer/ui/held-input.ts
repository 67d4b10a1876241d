import type { Directive } from 'vue'

/** How a person changes input. A click also stands for keys and for assistive technology. */
const changes = ['keydown', 'beforeinput', 'paste', 'cut', 'drop', 'click'] as const

/** Keys that change no input: they move the focus, or belong to the dialog. */
const isHarmless = (event: Event): boolean =>
  event instanceof KeyboardEvent &&
  (event.ctrlKey || event.metaKey || event.key === 'Tab' || event.key === 'Escape')

function refuse(event: Event): void {
  if (isHarmless(event)) return
  event.preventDefault()
  event.stopPropagation()
}

/** The fields that are read-only because they are held. */
const heldFields = new WeakMap<HTMLElement, readonly (HTMLInputElement | HTMLTextAreaElement)[]>()

function hold(root: HTMLElement): void {
  const fields = root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')
  const free = [...fields].filter((field) => !field.readOnly)
  for (const field of free) field.readOnly = true
  for (const kind of changes) root.addEventListener(kind, refuse, { capture: true })
  heldFields.set(root, free)
}

function release(root: HTMLElement): void {
  for (const field of heldFields.get(root) ?? []) field.readOnly = false
  for (const kind of changes) root.removeEventListener(kind, refuse, { capture: true })
  heldFields.delete(root)
}

/**
 * Keeps all input of an element as it is while its value is true, for example while it is being written: what is typed
 * then wouldn't be part of it, and would be lost. The focus and the layout stay.
 */
export const heldInput: Directive<HTMLElement, boolean> = (root, { value }) => {
  if (value === heldFields.has(root)) return
  if (value) hold(root)
  else release(root)
}

/**
 * While an input method composes a text, its keys are only for the input method: Enter accepts a word, Escape discards
 * it, arrows choose one. Nothing in the window hears them. Call it before anything else listens to keys.
 */
export function keepComposedKeys(): void {
  const keep = (event: KeyboardEvent) => {
    if (event.isComposing) event.stopImmediatePropagation()
  }
  window.addEventListener('keydown', keep, { capture: true })
}

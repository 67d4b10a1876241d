/**
 * Makes everything in the window inert except `element` and what floats above it, until the returned function is
 * called. What was inert before stays so.
 */
export function isolate(element: HTMLElement, floating: HTMLElement | null): () => void {
  const silenced: HTMLElement[] = []
  for (let inner: HTMLElement = element; inner.parentElement !== null; inner = inner.parentElement) {
    if (inner.parentElement === floating) continue
    for (const other of inner.parentElement.children) {
      if (other === inner || !(other instanceof HTMLElement) || other.inert) continue
      other.inert = true
      silenced.push(other)
    }
  }
  return () => {
    for (const other of silenced) other.inert = false
  }
}

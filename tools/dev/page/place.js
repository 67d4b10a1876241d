/* global location, fetch, window */
import { watch } from 'vue'
import { useOpenContext } from '/state/open-context/open-context.store.ts'

/** Tells where the window is, so that a restart comes back to it. */
const openContext = useOpenContext()

function tell() {
  const body = JSON.stringify({ context: openContext.context, route: location.hash })
  fetch('/@credenza/place', { method: 'POST', body }).catch(() => undefined)
}

watch(() => openContext.context, tell, { immediate: true })
// The router changes the address without an event of its own.
for (const name of ['pushState', 'replaceState']) {
  const change = window.history[name].bind(window.history)
  window.history[name] = (...values) => {
    change(...values)
    tell()
  }
}
window.addEventListener('popstate', tell)

// Runs in the page before anything else, and tells the main process when the page gets where.
{
  const tell = (name, at = performance.now()) =>
    void fetch(`/start-mark?name=${encodeURIComponent(name)}&at=${performance.timeOrigin + at}`)
  tell('page begun')
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === 'first-contentful-paint') tell('first frame', startTime)
  }).observe({ type: 'paint', buffered: true })
  document.addEventListener('DOMContentLoaded', () => {
    const script = performance
      .getEntriesByType('resource')
      .find(({ name }) => /assets\/index-.*\.js/.test(name))
    if (script !== undefined) tell('bundle there', script.responseEnd)
    tell('bundle run')
  })
  const look = new MutationObserver(() => {
    if (document.querySelector('[role=row][data-uid]') === null) return
    look.disconnect()
    // A message sent from inside a frame is answered once that frame is painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        tell('first row')
        port1.close()
      }
      port2.postMessage(0)
    })
  })
  look.observe(document, { subtree: true, childList: true })
}

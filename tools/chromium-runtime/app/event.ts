/** The first argument of listeners of a preventable event. */
export interface PreventableEvent {
  preventDefault: () => void
  readonly defaultPrevented: boolean
}

/** Creates an event object that knows whether a listener called `preventDefault`. */
export function createEvent<T extends object = object>(details?: T): PreventableEvent & T {
  let isPrevented = false
  const event = {
    preventDefault: () => {
      isPrevented = true
    },
  }
  Object.defineProperty(event, 'defaultPrevented', { get: () => isPrevented })
  return Object.assign(event, details) as PreventableEvent & T
}

import { app } from 'electron'
import { isCredentialLink, linkScheme } from '../../shared/contract/credential-link.ts'

/**
 * Receives addresses from the events of macOS; other systems pass them on the command line of a second start. A
 * packaged application registers itself for them. An address that arrives before `follow` waits; only the last one is
 * kept.
 */
export function followAddresses(isPackaged: boolean): { follow: (show: (address: string) => void) => void } {
  if (isPackaged) app.setAsDefaultProtocolClient(linkScheme)
  let show: ((address: string) => void) | null = null
  let waiting: string | null = null
  app.on('open-url', (event, address) => {
    event.preventDefault()
    if (!isCredentialLink(address)) return
    if (show === null) waiting = address
    else show(address)
  })
  return {
    follow(listener) {
      show = listener
      if (waiting !== null) listener(waiting)
      waiting = null
    },
  }
}

import { app } from 'electron'
import { isCredentialLink, linkScheme } from '../../shared/contract/credential-link.ts'

/**
 * Takes the addresses that macOS hands over by an event; elsewhere they are on the command line of another start. A
 * package makes itself known for them. Those that come before someone follows them wait; one is enough.
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

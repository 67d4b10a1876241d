import { app, session } from 'electron'
import { isOwnAddress } from './served-files.ts'

/** Keeps the window on its own page: no navigation, no new windows, no permissions, no requests to other addresses. */
export function guardNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** The same for the session, which exists only once the application is ready. */
export function guardSession(): void {
  const own = session.defaultSession
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  own.setPermissionCheckHandler(() => false)
  own.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isOwnAddress(details.url) && !details.url.startsWith('devtools:') })
  })
  own.on('will-download', (event) => event.preventDefault())
}

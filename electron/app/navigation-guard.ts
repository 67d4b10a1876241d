import { app, type Session } from 'electron'

/** Keeps the window on its own page: no navigation, no new windows, no permissions, no requests to other addresses. */
export function guardNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** The same for a session, which requests only the addresses that are allowed. Sessions exist once the application is ready. */
export function guardSession(own: Session, isAllowed: (address: string) => boolean): void {
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  own.setPermissionCheckHandler(() => false)
  own.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isAllowed(details.url) })
  })
  own.on('will-download', (event) => event.preventDefault())
}

import { app, type Session } from 'electron'

/** Keeps all pages on their own address: no navigation, no new windows, no webviews. */
export function guardNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/**
 * Refuses permissions, downloads, and requests to other than the allowed addresses. Sessions exist only once the
 * application is ready.
 */
export function guardSession(own: Session, isAllowed: (address: string) => boolean): void {
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  own.setPermissionCheckHandler(() => false)
  own.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isAllowed(details.url) })
  })
  own.on('will-download', (event) => event.preventDefault())
}

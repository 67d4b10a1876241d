import { protocol } from 'electron'
import { ownScheme } from './served-files.ts'

/** Has to run before the application is ready. */
export function registerOwnScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: ownScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the window: every request of its scheme gets this answer, and no other is made. */
export function serveOwnFiles(answer: (request: Request) => Promise<Response>): void {
  protocol.handle(ownScheme, answer)
}

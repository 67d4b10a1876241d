import { protocol } from 'electron'
import { ownScheme } from './served-files.ts'

/** Must run before the application is ready. */
export function registerOwnScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: ownScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Answers every request of our own scheme with `answer`; no request goes to the network. */
export function serveOwnFiles(answer: (request: Request) => Promise<Response>): void {
  protocol.handle(ownScheme, answer)
}

import { resolve } from 'node:path'
import { protocol } from 'electron'
import { answerOwnFile, ownScheme } from './own-files.ts'

/** Has to run before the application is ready. */
export function registerOwnScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: ownScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built window from `folder` and nothing else. */
export function serveOwnFiles(folder: string): void {
  const root = resolve(folder)
  protocol.handle(ownScheme, (request) => answerOwnFile(root, request.url))
}

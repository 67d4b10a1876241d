import { utilityProcess } from 'electron'

/** Starts the built process that accesses the keychain. Its output is discarded, and it ends with the application. */
export function startKeychainProcess(file: string) {
  const child = utilityProcess.fork(file, [], { serviceName: 'Credenza keychain', stdio: 'ignore' })
  // Emitted before `exit` if the process crashes; without a listener it would throw in this process.
  child.on('error', () => undefined)
  return {
    send: (message: unknown): void => child.postMessage(message),
    onMessage: (listener: (message: unknown) => void): void => void child.on('message', listener),
    onExit: (listener: () => void): void => void child.on('exit', () => listener()),
    kill: (): void => void child.kill(),
  }
}

import { utilityProcess } from 'electron'

/**
 * Starts the process that asks the keychain, from its built file. What it prints goes nowhere; it ends with the
 * application.
 */
export function startKeychainProcess(file: string) {
  const child = utilityProcess.fork(file, [], { serviceName: 'Credenza keychain', stdio: 'ignore' })
  // Emitted before the exit where the process crashed; without a listener it would be an error of this process.
  child.on('error', () => undefined)
  return {
    send: (message: unknown): void => child.postMessage(message),
    onMessage: (listener: (message: unknown) => void): void => void child.on('message', listener),
    onExit: (listener: () => void): void => void child.on('exit', () => listener()),
    kill: (): void => void child.kill(),
  }
}

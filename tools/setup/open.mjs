import { spawn } from 'node:child_process'

/**
 * Runs the application in the foreground and resolves with its exit code.
 * @param {string} command
 * @param {string[]} args
 * @param {{ folder: string, isTool?: boolean }} options `isTool`: it handles a doubled interrupt as one
 * @returns {Promise<number>}
 */
export function open(command, args, { folder, isTool = false }) {
  const environment = { ...process.env }
  // An editor's terminal may set it, which would make Electron a plain Node.
  delete environment.ELECTRON_RUN_AS_NODE
  const child = spawn(...withoutCoreDumps(command, args), { cwd: folder, env: environment, stdio: 'inherit' })
  // Ctrl-C reaches the application through the terminal, other signals only through us. In any case it decides when to
  // end.
  process.on('SIGINT', () => isTool && child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}

/**
 * A core dump would contain passwords and tokens. Node can't set limits, so a shell does and then execs the program.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.Platform} platform
 * @returns {[string, string[]]}
 */
export function withoutCoreDumps(command, args, platform = process.platform) {
  if (platform === 'win32') return [command, args]
  return ['/bin/sh', ['-c', 'ulimit -c 0; exec "$0" "$@"', command, ...args]]
}

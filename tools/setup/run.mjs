import { spawn } from 'node:child_process'

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ folder?: string, environment?: NodeJS.ProcessEnv, isShown?: boolean | 'aside', seconds?: number, shell?: boolean }} [options] `isShown`
 *   passes its output on as it arrives, with 'aside' all of it to standard error; otherwise it is collected. After
 *   `seconds` it is ended with all its children.
 * @returns {Promise<{ code: number, output: string, isTimeout: boolean }>} `code` is 128 or more after a signal, 127
 *   if the program couldn't be started.
 */
export function run(command, args, { folder, environment, isShown = false, seconds, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: environment ?? process.env,
      stdio: ['ignore', ...outputs(isShown)],
      // A process group of its own can be ended as a whole.
      detached: process.platform !== 'win32',
      windowsHide: true,
      shell,
    })
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    const output = () => Buffer.concat(chunks).toString('utf8')
    let isTimeout = false
    const onTimeout = () => {
      isTimeout = true
      end(child, 'SIGKILL')
    }
    const timer = seconds && setTimeout(onTimeout, seconds * 1000)
    const release = passSignals((signal) => end(child, signal))
    const finish = (code) => {
      clearTimeout(timer)
      release()
      resolve({ code, output: output(), isTimeout })
    }
    child.once('error', (error) => {
      chunks.push(Buffer.from(String(error)))
      finish(127)
    })
    child.once('close', (code, signal) => finish(code ?? 128 + (signalNumbers[signal] ?? 9)))
  })
}

function outputs(isShown) {
  if (isShown === 'aside') return [2, 2]
  return isShown ? ['inherit', 'inherit'] : ['pipe', 'pipe']
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }

/**
 * Forwards signals to the running program. The first one also ends this process after that.
 * @param {(signal: NodeJS.Signals) => void} receive
 */
function passSignals(receive) {
  let seen
  const listeners = Object.keys(signalNumbers).map((signal) => {
    const listener = () => {
      seen = signal
      receive(signal)
    }
    process.on(signal, listener)
    return [signal, listener]
  })
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener)
    if (seen) process.exit(128 + signalNumbers[seen])
  }
}

function end(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // It has already ended.
  }
}

/**
 * Runs npm by the same npm that runs us, if there is one.
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, ...args], options)
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}

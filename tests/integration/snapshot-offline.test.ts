import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const run = promisify(execFile)

/** A network namespace with only loopback. Containers may not be allowed to create one. */
const alone = ['unshare', '--map-root-user', '--net']

async function mayBeAlone(): Promise<boolean> {
  return run(alone[0]!, [...alone.slice(1), 'true']).then(
    () => true,
    () => false,
  )
}

/** Runs Node with these arguments. Returns its output, and the system calls that would reach a network. */
async function traced(...args: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-offline-'))
  const trace = join(folder, 'trace')
  const whole = ['strace', '-f', '-qq', '-e', 'trace=%network', '-o', trace, process.execPath, ...args]
  const [command = '', ...rest] = (await mayBeAlone()) ? [...alone, ...whole] : whole
  try {
    const { stdout } = await run(command, rest, { env: { ...process.env, KUBECONFIG: '' } })
    const lines = (await readFile(trace, 'utf8')).split('\n')
    // Socket pairs within the process don't count.
    const calls = lines.filter((line) => /\b(socket|connect|sendto|sendmsg|bind|listen)\(/.test(line))
    return { stdout, calls }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe.runIf(process.platform === 'linux')('without a network', () => {
  it('snapshots are opened, compared, saved and read as a history, and nothing is asked of one', async () => {
    expect(await traced(join(import.meta.dirname, 'offline-run.ts'))).toEqual({
      stdout: 'done: 4 rows, 3 events, saved 2\n',
      calls: [],
    })
  })

  it('what does ask is found out', async () => {
    const script = "require('node:net').connect(9, '127.0.0.1').on('error', () => undefined)"
    const { calls } = await traced('--eval', script)
    expect(calls.join('\n')).toContain('connect(')
  })
})

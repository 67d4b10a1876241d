import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

const isPossible = process.platform === 'linux' && existsSync('/usr/bin/prlimit')

it.skipIf(!isPossible)(
  'core dumps are off for the process, what it had started and what it starts',
  async () => {
    const at = JSON.stringify(new URL('./core-dumps.ts', import.meta.url).href)
    const script = `
    const { spawn } = require('node:child_process')
    const before = spawn('sleep', ['60'])
    import(${at}).then(({ switchOffCoreDumps }) => {
      const worked = switchOffCoreDumps()
      const after = spawn('sleep', ['60'])
      console.log(JSON.stringify({ worked, pids: [process.pid, before.pid, after.pid] }))
      process.stdin.on('end', () => { before.kill(); after.kill(); process.exit() }).resume()
    })`
    const child = spawn('sh', [
      '-c',
      'ulimit -S -c unlimited 2>/dev/null; exec "$0" "$@"',
      process.execPath,
      '-e',
      script,
    ])
    const [line] = (await child.stdout.setEncoding('utf8').take(1).toArray()) as string[]
    const { worked, pids } = JSON.parse(line ?? '') as { worked: boolean; pids: number[] }
    const limits = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/limits`, 'utf8')))
    child.stdin.end()
    expect(worked).toBe(true)
    expect(limits.map((text) => /^Max core file size\s+(\S+)\s+(\S+)/m.exec(text)?.slice(1))).toEqual(
      pids.map(() => ['0', '0']),
    )
  },
)

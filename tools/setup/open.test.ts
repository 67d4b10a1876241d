import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { withoutCoreDumps } from './open.mjs'

it.skipIf(process.platform === 'win32')('starts the application without core dumps, as it was asked', () => {
  const [program, args] = withoutCoreDumps('/bin/sh', ['-c', 'echo "$(ulimit -Hc) $1"', 'sh', '$(x) "y'])
  expect(execFileSync(program, args, { encoding: 'utf8' })).toBe('0 $(x) "y\n')
})

it('starts it as it is if there is no such limit', () => {
  expect(withoutCoreDumps('credenza.exe', ['a'], 'win32')).toEqual(['credenza.exe', ['a']])
})

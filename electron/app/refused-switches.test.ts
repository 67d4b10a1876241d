import { describe, expect, it } from 'vitest'
import { refusalToStart } from './refused-switches.ts'

const started = (argv: string[], more: Partial<Parameters<typeof refusalToStart>[0]> = {}) =>
  refusalToStart({ isPackaged: true, argv: ['/opt/Credenza/credenza', ...argv], environment: {}, ...more })

describe('a package that is started without the sandbox', () => {
  it.each([
    '--no-sandbox',
    '-no-sandbox',
    '--no-sandbox=1',
    '--NO-SANDBOX',
    '/no-sandbox',
    '--no-zygote',
    '--disable-seccomp-filter-sandbox',
    '--single-process',
    '--disable-web-security',
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
  ])('does not start: %s', (argument) => {
    expect(started(['--user-data-dir=/x', argument])).toMatch(/^Credenza was started with --[a-z-]+, /)
  })

  it('does not start with Electron’s variable for it, even an empty one', () => {
    expect(started([], { environment: { ELECTRON_DISABLE_SANDBOX: '' } })).toContain(
      'ELECTRON_DISABLE_SANDBOX',
    )
  })

  it('starts with what belongs to Credenza, and with files and contexts of such names', () => {
    expect(
      started(['--sandbox', '--context', 'no-sandbox', '--user-data-dir=/no-sandbox', 'a.csv']),
    ).toBeNull()
  })

  it('is allowed during development', () => {
    expect(started(['--no-sandbox'], { isPackaged: false })).toBeNull()
  })
})

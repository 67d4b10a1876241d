import { describe, expect, test } from 'vitest'
import { commands } from '../../electron/commands/commands.ts'
import { readCredentialAddress } from '../../shared/credential-address.ts'
import { waysToWindow } from './advice.mjs'
import { readStartArguments, startUsage, UsageError } from './start-arguments.mjs'

describe('The command line of npm start', () => {
  test('hands the application its own options and those of Chromium, and keeps the others', () => {
    const args = ['--kubeconfig', 'a b.yaml', '--try-electron', '--context=x', '--picture', 'p.png']
    expect(readStartArguments([...args, '--timeout=5', '--user-data-dir=/u', '--disable-gpu'])).toEqual({
      kind: 'window',
      application: ['--kubeconfig=a b.yaml', '--context=x', '--user-data-dir=/u', '--disable-gpu'],
      isElectronAskedFor: true,
      picture: 'p.png',
      seconds: 5,
      kubeconfig: 'a b.yaml',
      namesPlace: true,
    })
  })

  test('hands on the credential whose details to show', () => {
    expect(readStartArguments(['--sandbox', '--credential', 'runai/harbor.pull-1'])).toMatchObject({
      application: ['--sandbox', '--credential=runai/harbor.pull-1'],
    })
  })

  test.each([
    'harbor',
    '/harbor',
    'runai/',
    'a/b/c',
    'Runai/x',
    'runai/a..b',
    'runai/-x',
    `runai/${'a'.repeat(254)}`,
  ])('takes no credential that Kubernetes would not allow: %s', (address) => {
    expect(() => readStartArguments([`--credential=${address}`])).toThrow(
      /--credential (takes NAMESPACE\/NAME|needs)/,
    )
    expect(readCredentialAddress(address)).toBeNull()
  })

  test.each([['--user-data-dir'], ['--user-data-dir='], ['--user-data-dir', '/u']])(
    'takes a folder for the user’s data only in one word, not %s %s',
    (...args) => expect(() => readStartArguments(args)).toThrow('--user-data-dir=DIR'),
  )

  test('opens the usual place if none is named', () => {
    expect(readStartArguments([])).toMatchObject({ kind: 'window', application: [], namesPlace: false })
    expect(readStartArguments(['--kubeconfig=k'])).toMatchObject({ namesPlace: false, kubeconfig: 'k' })
    expect(readStartArguments(['review', 'a.csv'])).toMatchObject({
      application: ['review', 'a.csv'],
      namesPlace: true,
    })
  })

  test.each([
    [['--help'], { kind: 'help' }],
    [['-h'], { kind: 'help' }],
    [['review', '--help'], { kind: 'help' }],
    [['--version'], { kind: 'version' }],
    [['snapshot', '--version'], { kind: 'command', args: ['snapshot', '--version'] }],
    [['snapshot', '--help'], { kind: 'command', args: ['snapshot', '--help'] }],
    [
      ['--sandbox', 'compare', '-', '--', '-x.csv'],
      { kind: 'command', args: ['compare', '--sandbox', '-', '--', '-x.csv'] },
    ],
    [['start'], { kind: 'command', args: ['start'] }],
    [
      ['--context', 'snapshot', 'snapshot', '--out', 'o'],
      { kind: 'command', args: ['snapshot', '--context', 'snapshot', '--out', 'o'] },
    ],
  ])('of %j asks for no window', (args, asked) => expect(readStartArguments(args)).toEqual(asked))

  test('hands on the address of a credential', () => {
    const address = 'credenza:runai/harbor?context=prod'
    expect(readStartArguments([address])).toMatchObject({ kind: 'window', application: [address] })
    expect(() => readStartArguments([address, 'more'])).toThrow('without other arguments')
    expect(readStartArguments(['credenza://runai/harbor'])).toMatchObject({ kind: 'window' })
  })

  test.each(['credenza:', 'credenza:harbor', 'credenza:a/b/c?context=x', 'credenza:A/b'])(
    'refuses the address %s, which no credential can have, before anything is built',
    (address) => expect(() => readStartArguments([address])).toThrow('credenza:NAMESPACE/NAME'),
  )

  test('hands on an address with a context of any name', () => {
    const address = 'credenza:runai/harbor?context=a%2Fb%3Fc%0A'
    expect(readStartArguments([address])).toMatchObject({ application: [address] })
  })

  test('names each command in its help', () => {
    for (const { name } of commands) expect(startUsage).toContain(name)
  })

  test('takes a context that is called like the command for a context', () => {
    expect(readStartArguments(['--context', 'snapshot'])).toMatchObject({
      kind: 'window',
      application: ['--context=snapshot'],
    })
  })

  test.each([
    [['--bogus'], 'Unknown option: --bogus.'],
    [['--sandbox=1'], 'Unknown option: --sandbox=1.'],
    [['-x'], 'Unknown option: -x.'],
    [['--\u001b[31m'], String.raw`Unknown option: --\u{1b}[31m.`],
    [['review'], 'at least one file'],
    [['--kubeconfig'], '--kubeconfig needs a value.'],
    [['--kubeconfig', '--sandbox'], '--kubeconfig needs a value.'],
    [['--picture='], '--picture needs a value.'],
    [['--context', 'a', '--sandbox'], 'not both'],
    [['--timeout', '0'], '--timeout takes whole seconds'],
    [['--timeout', '1e3'], '--timeout takes whole seconds'],
    [['--timeout', '3601'], '--timeout takes whole seconds'],
  ])('refuses %j', (args, words) => {
    expect(() => readStartArguments(args)).toThrow(UsageError)
    expect(() => readStartArguments(args)).toThrow(words)
  })
})

test('The ways to the window repeat the command so that a shell understands it', () => {
  const lines = waysToWindow(['--kubeconfig', "it's here"])
  expect(lines.join('\n')).toContain(
    String.raw`xvfb-run -a -s '-screen 0 1600x1000x24 -nolisten tcp -noreset' npm start -- --kubeconfig 'it'\''s here'`,
  )
})

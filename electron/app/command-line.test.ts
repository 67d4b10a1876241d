import { describe, expect, it } from 'vitest'
import {
  commandLineProblem,
  ownArguments,
  readAsked,
  readCommandLine,
  textAskedFor,
  unknownOptions,
} from './command-line.ts'

describe('the command line', () => {
  it('takes a kubeconfig relative to the folder of the call, and a context', () => {
    expect(readCommandLine(['--kubeconfig', 'config', '--context=prod'], '/home/m')).toEqual({
      kubeconfig: '/home/m/config',
      context: 'prod',
    })
  })

  it('takes the files to review, relative to the folder of the call', () => {
    expect(
      readCommandLine(['--no-sandbox', 'review', 'a.csv', '/b/c.csv', '--context=x'], '/home/m'),
    ).toEqual({
      context: 'x',
      review: ['/home/m/a.csv', '/b/c.csv'],
    })
    expect(readCommandLine(['other', 'a.csv'], '/')).toEqual({})
  })

  it('takes the credential whose details to show, and says what is wrong with another word', () => {
    const credential = { namespace: 'runai', name: 'harbor' }
    expect(readCommandLine(['--credential', 'runai/harbor'], '/')).toEqual({ credential })
    expect(commandLineProblem(['--credential=runai/harbor'])).toBeNull()
    expect(commandLineProblem(['--sandbox'])).toBeNull()
    for (const wrong of ['harbor', 'runai/', '../x', 'runai/Harbor']) {
      expect(readCommandLine(['--credential', wrong], '/')).toEqual({})
      expect(commandLineProblem(['--credential', wrong])).toMatch(/takes NAMESPACE\/NAME/)
    }
    expect(commandLineProblem(['--credential'])).toMatch(/takes NAMESPACE\/NAME/)
  })

  it('takes the address of a credential, and says what is wrong with another one', () => {
    const credential = { namespace: 'runai', name: 'harbor' }
    expect(readCommandLine(['credenza:runai/harbor'], '/')).toEqual({ credential })
    expect(readCommandLine(['--no-sandbox', 'credenza://runai/harbor?context=prod'], '/')).toEqual({
      credential,
      context: 'prod',
    })
    expect(commandLineProblem(['credenza:runai/harbor?context=prod'])).toBeNull()
    for (const wrong of ['credenza:', 'credenza:delete/runai/harbor', 'credenza:a/b?kubeconfig=/x']) {
      expect(readCommandLine([wrong], '/')).toEqual({})
      expect(commandLineProblem([wrong])).toMatch(/isn’t a credential address/)
    }
  })

  // Fault 23: --help opened the window.
  it('prints its help and its version instead of opening a window', () => {
    expect(textAskedFor(['--help'], '1.2.3')).toMatch(/^Usage: credenza/)
    expect(textAskedFor(['--sandbox', '-h'], '1.2.3')).toMatch(/^Usage: credenza/)
    expect(textAskedFor(['--version'], '1.2.3')).toBe('1.2.3')
    expect(textAskedFor(['--sandbox', 'review', '--', '--help'], '1.2.3')).toBeNull()
  })

  it('reports unknown options, but not its own or Chromium’s', () => {
    expect(unknownOptions(['--sandbx', '--context=a', '-x', 'review', '--colour=1', '--', '--y'])).toEqual([
      '--sandbx',
      '-x',
      '--colour=1',
    ])
    const known = ['--kubeconfig=a', '--no-sandbox', '--password-store=basic', '--ozone-platform-hint=auto']
    expect(unknownOptions([...known, '--inspect=0', '--remote-debugging-pipe', '--help', '-'])).toEqual([])
  })

  it('leaves the options of Electron and Chromium alone', () => {
    expect(readCommandLine(['--no-sandbox', '--user-data-dir=/x', '--inspect=0', '.'], '/')).toEqual({})
  })

  it('asks for nothing if a value is missing', () => {
    expect(readCommandLine(['--kubeconfig'], '/')).toEqual({})
    expect(readCommandLine(['--context', ''], '/')).toEqual({})
  })
})

describe('what a second start hands over', () => {
  it('names files to review by absolute paths, and not by anything else', () => {
    expect(readAsked({ review: ['/a.csv'] })).toEqual({ review: ['/a.csv'] })
    for (const hostile of [
      '/a.csv',
      ['a.csv'],
      ['/a.csv', 7],
      ['/a\0.csv'],
      [`/${'a'.repeat(5000)}`],
      Array.from({ length: 101 }, () => '/a.csv'),
      { 0: '/a.csv', length: 1 },
    ]) {
      expect(readAsked({ review: hostile })).toEqual({})
    }
  })

  it('names a credential as Kubernetes does, and not by anything else', () => {
    const credential = { namespace: 'runai', name: 'harbor' }
    expect(readAsked({ credential: { ...credential, more: 1 } })).toEqual({ credential })
    for (const hostile of [
      'runai/harbor',
      null,
      {},
      { ...credential, name: 7 },
      { ...credential, name: 'a/b' },
    ])
      expect(readAsked({ credential: hostile })).toEqual({})
  })

  it('is a kubeconfig and a context, and nothing of any other form', () => {
    expect(readAsked({ kubeconfig: '/config', context: 'prod', more: 1 })).toEqual({
      kubeconfig: '/config',
      context: 'prod',
    })
    for (const hostile of [
      null,
      undefined,
      7,
      'x',
      [],
      { kubeconfig: 7, context: {} },
      { context: 'a'.repeat(5000) },
    ]) {
      expect(readAsked(hostile)).toEqual({})
    }
  })
})

it('switches of Electron before the application’s file hide no command', () => {
  const argv = ['/usr/bin/electron', '--no-sandbox', '/app/main.js', 'review', 'a.csv']
  expect(ownArguments(argv, false)).toEqual(['review', 'a.csv'])
  expect(ownArguments(['/opt/Credenza', 'review', 'a.csv'], true)).toEqual(['review', 'a.csv'])
})

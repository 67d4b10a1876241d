import { describe, expect, it } from 'vitest'
import { readAsked, readCommandLine } from './command-line.ts'

describe('the command line', () => {
  it('takes a kubeconfig relative to the folder of the call, and a context', () => {
    expect(readCommandLine(['--kubeconfig', 'config', '--context=prod'], '/home/m')).toEqual({
      kubeconfig: '/home/m/config',
      context: 'prod',
    })
  })

  it('leaves the options of Electron and Chromium alone', () => {
    expect(readCommandLine(['--no-sandbox', '--user-data-dir=/x', '--inspect=0', '.'], '/')).toEqual({})
  })

  it('asks for nothing where a value is missing', () => {
    expect(readCommandLine(['--kubeconfig'], '/')).toEqual({})
    expect(readCommandLine(['--context', ''], '/')).toEqual({})
  })
})

describe('what a second start hands over', () => {
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

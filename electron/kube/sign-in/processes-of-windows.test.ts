import { expect, it } from 'vitest'
import { treeKiller, withVariables } from './processes-of-windows.ts'

it('gives a plugin the kubeconfig’s variables, whatever the letter case of its own on Windows', () => {
  const own = { HTTPS_PROXY: 'http://own:1', Path: 'C:\\own', HOME: 'C:\\home' }
  const added = { https_proxy: 'http://kubeconfig:1', PATH: 'C:\\kubeconfig' }
  expect(withVariables(own, added, 'win32')).toEqual({
    https_proxy: 'http://kubeconfig:1',
    PATH: 'C:\\kubeconfig',
    HOME: 'C:\\home',
  })
  expect(withVariables(own, added, 'linux')).toEqual({ ...own, ...added })
})

it('takes the last of two variables of a kubeconfig whose names differ in letter case only', () => {
  expect(withVariables({}, { PROFILE: 'first', profile: 'last' }, 'win32')).toEqual({ profile: 'last' })
})

it('ends processes by the system’s own program, never one of the current folder', () => {
  expect(treeKiller(42, { SystemRoot: 'D:\\Windows' })).toEqual([
    'D:\\Windows\\System32\\taskkill.exe',
    ['/T', '/F', '/PID', '42'],
  ])
  expect(treeKiller(42, {})[0]).toBe('C:\\Windows\\System32\\taskkill.exe')
})

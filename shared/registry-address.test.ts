import { describe, expect, it } from 'vitest'
import { betterRegistryAddress, registryAddressProblem } from './registry-address.ts'

describe('the address of a registry', () => {
  it.each([
    'harbor.int.halden.io',
    'registry.example:5000/team/a',
    'https://index.docker.io/v1/',
    'http://localhost:5000',
    '10.0.0.1:8443',
    '[fd00::1]:5000/x',
    'docker.io',
    'https://harbor.io/v2/',
  ])('may be %s', (address) => {
    expect(registryAddressProblem(address)).toBeNull()
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['harbor.io ', 'space'],
    ['har\nbor.io', 'space'],
    ['ftp://harbor.io', 'scheme'],
    ['htp:/harbor.io', 'scheme'],
    ['https:/harbor.io', 'scheme'],
    ['javascript://harbor.io', 'scheme'],
    ['https://user:pass@harbor.io', 'user'],
    ['harbor.io?x=1', 'query'],
    ['harbor.io/#x', 'query'],
    ['https://', 'host'],
    ['-harbor.io', 'host'],
    ['harbor..io', 'host'],
    ['härbor.io', 'host'],
    ['harbor.io:0', 'port'],
    ['harbor.io:65536', 'port'],
    ['harbor.io:', 'port'],
    ['harbor.io:x', 'port'],
    [`harbor.io/${'x'.repeat(2048)}`, 'too-long'],
  ])('%j has the problem %s', (address, problem) => {
    expect(registryAddressProblem(address)).toBe(problem)
  })

  it.each([
    ['hub.docker.com', 'https://index.docker.io/v1/'],
    ['https://hub.docker.com/u/x', 'https://index.docker.io/v1/'],
    ['registry-1.docker.io', 'https://index.docker.io/v1/'],
    ['https://Docker.IO/', 'https://index.docker.io/v1/'],
    ['https://index.docker.io/v1', 'https://index.docker.io/v1/'],
    ['index.docker.io/team', 'https://index.docker.io/v1/'],
    ['https://harbor.io/v2', 'harbor.io'],
    ['harbor.io:5000/v1', 'harbor.io:5000'],
    ['HTTPS://harbor.io', 'harbor.io'],
    ['[fd00::1]', null],
    ['harbor.io/%zz', null],
  ])('under which the kubelet finds no login is reported as wrong: %s, better %s', (address, better) => {
    expect(registryAddressProblem(address)).toBe('not-served')
    expect(betterRegistryAddress(address)).toBe(better)
  })

  it('that serves may still have a better form', () => {
    expect(betterRegistryAddress('docker.io')).toBe('https://index.docker.io/v1/')
    expect(betterRegistryAddress('Harbor.io/Team')).toBe('harbor.io/Team')
    for (const address of ['https://index.docker.io/v1/', 'docker.io.evil.example', 'harbor.io', 'x', ''])
      expect(betterRegistryAddress(address)).toBeNull()
  })
})

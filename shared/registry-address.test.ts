import { describe, expect, it } from 'vitest'
import { dockerHubHint, isSameRegistry, registryAddressProblem } from './registry-address.ts'

describe('the address of a registry', () => {
  it.each([
    'harbor.int.halden.io',
    'registry.example:5000/team/a',
    'https://index.docker.io/v1/',
    'http://localhost:5000',
    '10.0.0.1:8443',
    '[fd00::1]:5000/x',
    'docker.io',
  ])('may be %s', (address) => {
    expect(registryAddressProblem(address)).toBeNull()
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['harbor.io ', 'space'],
    ['har\nbor.io', 'space'],
    ['ftp://harbor.io', 'scheme'],
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

  it('hints at the address under which Docker keeps the login of Docker Hub', () => {
    for (const address of ['docker.io', 'https://Docker.IO/', 'registry-1.docker.io', 'hub.docker.com/u/x'])
      expect(dockerHubHint(address)).toBe('https://index.docker.io/v1/')
    expect(dockerHubHint('https://index.docker.io/v1/')).toBeNull()
    expect(dockerHubHint('docker.io.evil.example')).toBeNull()
  })

  it('is the same with or without scheme, slash and version, and no other', () => {
    expect(isSameRegistry('https://index.docker.io/v1/', 'docker.io')).toBe(true)
    expect(isSameRegistry('https://Harbor.io', 'harbor.io/')).toBe(true)
    expect(isSameRegistry('harbor.io/team', 'harbor.io')).toBe(false)
    expect(isSameRegistry('harbor.io:5000', 'harbor.io')).toBe(false)
    expect(isSameRegistry('harbor.io/Team', 'harbor.io/team')).toBe(false)
  })
})

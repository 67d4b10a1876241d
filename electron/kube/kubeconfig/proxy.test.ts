import { describe, expect, it } from 'vitest'
import { isFromCgi, proxyFromEnvironment, proxyMistake, withoutSecrets } from './proxy.ts'

const proxyFor = (server: string, environment: NodeJS.ProcessEnv) =>
  proxyFromEnvironment(new URL(server), environment)?.proxy ?? ''

describe('the proxy of the environment, as kubectl takes it', () => {
  it('takes HTTPS_PROXY for https and HTTP_PROXY for http, in either case of letters', () => {
    expect(proxyFor('https://k8s.example', { HTTPS_PROXY: 'http://p:3128', HTTP_PROXY: 'http://q' })).toBe(
      'http://p:3128',
    )
    expect(proxyFor('http://k8s.example', { HTTPS_PROXY: 'http://p', HTTP_PROXY: 'http://q' })).toBe(
      'http://q',
    )
    expect(proxyFor('https://k8s.example', { https_proxy: 'http://lower' })).toBe('http://lower')
    expect(proxyFor('https://k8s.example', {})).toBe('')
  })

  it('takes the first name that is not empty', () => {
    const environment = { HTTPS_PROXY: '', https_proxy: 'http://lower' }
    expect(proxyFor('https://k8s.example', environment)).toBe('http://lower')
    expect(proxyFromEnvironment(new URL('https://k8s.example'), environment)?.variable).toBe('https_proxy')
    const both = { HTTPS_PROXY: 'http://p', NO_PROXY: '', no_proxy: 'k8s.example' }
    expect(proxyFor('https://k8s.example', both)).toBe('')
  })

  it('does not take HTTP_PROXY from a web server', () => {
    const proxy = proxyFromEnvironment(new URL('http://k8s.example'), { HTTP_PROXY: 'http://p' })
    expect(proxy).not.toBeNull()
    expect(proxy !== null && isFromCgi(proxy, { REQUEST_METHOD: 'GET' })).toBe(true)
    expect(proxy !== null && isFromCgi(proxy, { REQUEST_METHOD: '' })).toBe(false)
  })

  it('takes one without a scheme as an HTTP proxy', () => {
    expect(proxyFor('https://k8s.example', { HTTPS_PROXY: 'proxy.example:3128' })).toBe(
      'http://proxy.example:3128',
    )
  })

  it('never goes through a proxy to this machine', () => {
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '[::1]']) {
      expect(proxyFor(`https://${host}:6443`, { HTTPS_PROXY: 'http://p' })).toBe('')
    }
  })

  it.each([
    ['example.com', 'https://example.com', true],
    ['example.com', 'https://api.example.com', true],
    ['example.com', 'https://notexample.com', false],
    ['.example.com', 'https://api.example.com', true],
    ['.example.com', 'https://example.com', false],
    ['*.example.com', 'https://api.example.com', true],
    ['example.com:6443', 'https://example.com:6443', true],
    ['example.com:6443', 'https://example.com', false],
    ['example.com:443', 'https://example.com', true],
    ['10.0.0.5', 'https://10.0.0.5:6443', true],
    ['10.0.0.5:6443', 'https://10.0.0.5:6443', true],
    ['10.0.0.0/8', 'https://10.1.2.3', true],
    ['10.0.0.0/8', 'https://11.1.2.3', false],
    ['fd00::/8', 'https://[fd12::1]:6443', true],
    ['10.0.0.0/99', 'https://10.1.2.3', false],
    ['nonsense/8', 'https://10.1.2.3', false],
    ['::ffff:10.0.0.5', 'https://10.0.0.5:6443', true],
    ['[fd12::1]:6443', 'https://[fd12::1]:6443', true],
    ['[fd12::1]:443', 'https://[fd12::1]:6443', false],
    ['fd12::1', 'https://[fd12::1]:6443', true],
    ['.0.0.5', 'https://10.0.0.5:6443', false],
    [':6443', 'https://example.com:6443', false],
    ['example.com:', 'https://example.com', true],
    ['10.0.0.0/', 'https://10.0.0.0', false],
    ['*', 'https://anything.example', true],
    [' , example.com ,', 'https://example.com', true],
    ['EXAMPLE.com', 'https://example.COM', true],
  ])('NO_PROXY=%s for %s: %s', (excluded, server, isExcluded) => {
    const proxy = proxyFor(server, { HTTPS_PROXY: 'http://p', NO_PROXY: excluded })
    expect(proxy).toBe(isExcluded ? '' : 'http://p')
  })
})

it('names a proxy without its user and password', () => {
  expect(withoutSecrets('http://user:pass@proxy.example:3128/')).toBe('http://proxy.example:3128')
})

describe('a mistake in a proxy’s address', () => {
  const schemes = ['http', 'https', 'socks5']
  it.each([
    ['http://proxy:3128', null],
    ['https://us%40er:p%3Aw@proxy', null],
    ['socks5://user:pass@proxy:1080', null],
    ['http://pro xy', 'not a URL'],
    ['http://proxy:99999', 'not a URL'],
    ['http://[::1', 'not a URL'],
    ['ftp://proxy', 'none of http, https, socks5'],
    ['socks5h://proxy', 'none of http, https, socks5'],
    ['socks5:///path', 'without a host'],
    ['http://us%zzer@proxy', 'a username or password with characters that need percent-encoding'],
    ['http://us"er@proxy', 'a username or password with characters that need percent-encoding'],
    ['socks5://:pass@proxy', 'a username or password that SOCKS5 doesn’t support'],
  ])('%s: %s', (proxy, mistake) => {
    expect(proxyMistake(proxy, schemes)).toBe(mistake)
  })
})

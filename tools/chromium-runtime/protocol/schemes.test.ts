import { expect, it } from 'vitest'
import { createSchemes, originOf } from './schemes.ts'

function schemes() {
  const made = createSchemes()
  made.handle('app', () => new Response('served'))
  return made
}

it.each([
  ['app://credenza/index.html?a=b#c', 'https://credenza.app.localhost/index.html?a=b#c'],
  ['app://credenza/', 'https://credenza.app.localhost/'],
])('maps %s to an address of the browser and back', (own, browser) => {
  expect(schemes().toBrowser(own)).toBe(browser)
  expect(schemes().toOwn(browser)).toBe(own)
})

it.each([
  'https://example.org/',
  'https://credenza.app.localhost.example.org/',
  'https://example.org/?https://credenza.app.localhost/',
  'http://credenza.app.localhost/',
  'https://credenza.other.localhost/',
  'https://credenza.app.localhost:8443/',
  'https://user@credenza.app.localhost@example.org/',
])('leaves the foreign address %s foreign', (url) => {
  const made = schemes()
  expect(made.handlerOf(made.toOwn(url))).toBeNull()
})

it('keeps a blob of the application apart from its pages', () => {
  const made = schemes()
  const own = made.toOwn('blob:https://credenza.app.localhost/0-1')
  expect(own).toBe('blob:app://credenza/0-1')
  expect(made.handlerOf(own)).toBeNull()
})

it('gives the origin in the application’s words', () => {
  expect(originOf('app://credenza/index.html')).toBe('app://credenza')
  expect(originOf('https://example.org:8443/x')).toBe('https://example.org:8443')
  expect(originOf('about:blank')).toBe('null')
})

it('takes one handler for a scheme, and has none after it is removed', () => {
  const made = schemes()
  expect(() => made.handle('app', () => new Response())).toThrow('already has a handler')
  made.unhandle('app')
  expect(made.isHandled('app')).toBe(false)
  expect(made.toBrowser('app://credenza/')).toBe('app://credenza/')
})

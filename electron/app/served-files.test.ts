import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOwnFile, contentSecurityPolicy, isOwnAddress } from './served-files.ts'

let folder: string
let root: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-own-'))
  root = join(folder, 'renderer')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(root, 'index.html'), '<!doctype html>')
  await writeFile(join(root, 'assets', 'main.js'), 'void 0')
  await writeFile(join(root, 'notes.txt'), 'no page')
  await writeFile(join(folder, 'secret.html'), 'outside')
})
afterAll(() => rm(folder, { recursive: true }))

describe('our own protocol', () => {
  it('serves the built files with the policy and without type guessing', async () => {
    const page = await answerOwnFile(root, 'app://credenza/index.html')
    expect([page.status, await page.text()]).toEqual([200, '<!doctype html>'])
    expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    const script = await answerOwnFile(root, 'app://credenza/assets/main.js?v=1#x')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  it('lets only files be kept whose name says what is in them', async () => {
    const kept = async (path: string) =>
      (await answerOwnFile(root, `app://credenza/${path}`)).headers.get('cache-control')
    expect(await kept('assets/main.js')).toContain('immutable')
    expect(await kept('index.html')).toBeNull()
  })

  it.each([
    'app://credenza/../secret.html',
    'app://credenza/%2e%2e/secret.html',
    'app://credenza/..%2fsecret.html',
    'app://credenza/assets/..%2f..%2fsecret.html',
    'app://credenza/%2fetc%2fhosts.html',
    'app://credenza/index.html%00.html',
    'app://credenza/%E0%A4%A.html',
    'app://credenza/notes.txt',
    'app://credenza/',
    'app://other/index.html',
    'app://credenza.evil/index.html',
    'app://user@other/index.html',
  ])('serves nothing for the path traversal or foreign address %s', async (address) => {
    expect((await answerOwnFile(root, address)).status).toBe(404)
  })

  it.each([
    'https://credenza/',
    'app://credenza.localhost/',
    'file:///index.html',
    'about:blank',
    '',
    'credenza',
  ])('does not treat %j as one of its pages', (address) => expect(isOwnAddress(address)).toBe(false))
})

describe('the content security policy', () => {
  it('allows scripts and connections only of its own origin, and no eval', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'")
    expect(contentSecurityPolicy).toContain("script-src 'self';")
    expect(contentSecurityPolicy).toContain("connect-src 'self'")
    expect(contentSecurityPolicy).not.toContain('unsafe-eval')
    expect(contentSecurityPolicy).not.toMatch(/https?:|\*/)
  })
})

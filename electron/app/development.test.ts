import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDevelopment } from './development.ts'
import { contentSecurityPolicy } from './served-files.ts'

let folder: string
let server: Server
let asked: string[]
let contexts: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-development-'))
  asked = []
  contexts = []
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    // The development server doesn't know the page's policy and must not loosen it.
    response.setHeader('content-security-policy', 'default-src *')
    response.setHeader('content-type', 'text/javascript').end('void 0')
  })
  await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve))
})
afterEach(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

function development() {
  const made = createDevelopment({ CREDENZA_DEVELOPMENT: join(folder, 'socket') }, (context) =>
    contexts.push(context),
  )
  if (made === null) throw new Error('There is a server of sources.')
  return made
}

describe('the files of npm run dev', () => {
  it('have the same policy as the product', async () => {
    const answer = await development().answer(new Request('app://credenza/main.ts?t=1'))
    expect([answer.status, await answer.text()]).toEqual([200, 'void 0'])
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
    expect(answer.headers.get('content-type')).toBe('text/javascript')
    expect(asked).toEqual(['GET /main.ts?t=1'])
  })

  it('are requested only through the page’s own addresses', async () => {
    const answer = await development().answer(new Request('app://other/main.ts'))
    expect([answer.status, asked]).toEqual([404, []])
  })

  it('say which context is open, so that a reloaded page opens it again', async () => {
    const body = JSON.stringify({ context: 'prod', route: '#/settings' })
    await development().answer(new Request('app://credenza/@credenza/place', { method: 'POST', body }))
    expect(contexts).toEqual(['prod'])
    expect(asked).toEqual(['POST /@credenza/place'])
  })

  it('are not served without a server of sources', () =>
    expect(createDevelopment({}, () => undefined)).toBeNull())
})

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSandbox } from './sandbox.ts'
import type { Sandbox } from './sandbox.ts'
import { ask, heldClock } from './testing/ask-sandbox.ts'

let folder = ''
let file = ''
const open: Sandbox[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-sandbox-'))
  file = join(folder, 'state', 'sandbox.json')
})
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

async function openSandbox(more: Parameters<typeof createSandbox>[0] = {}): Promise<Sandbox> {
  const sandbox = await createSandbox({ file, seed: 'empty', ...more })
  open.push(sandbox)
  return sandbox
}

const secrets = '/api/v1/namespaces/default/secrets'

describe('the file of a sandbox', () => {
  it('brings back what was there, versions included', async () => {
    const first = await openSandbox()
    const { body: made } = await ask(first, 'POST', secrets, {
      metadata: { name: 'kept' },
      stringData: { a: 'FAKE' },
    })
    const { body: before } = await ask(first, 'GET', '/api/v1/secrets')
    await first.close()
    const second = await openSandbox()
    expect(second.problem).toBeNull()
    expect(await ask(second, 'GET', `${secrets}/kept`)).toEqual({ status: 200, body: made })
    expect((await ask(second, 'GET', '/api/v1/secrets')).body).toEqual(before)
    // A patch without changes creates no new version, as before.
    expect(await ask(second, 'PATCH', `${secrets}/kept`, {})).toEqual({ status: 200, body: made })
  })

  it('is readable by its owner only, and leaves nothing next to it', async () => {
    const sandbox = await openSandbox()
    await sandbox.flush()
    expect(await readdir(join(folder, 'state'))).toEqual(['sandbox.json'])
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('is written a moment after a change, once for many', async () => {
    const clock = heldClock()
    const sandbox = await openSandbox({ clock })
    await sandbox.flush()
    const before = await readFile(file, 'utf8')
    for (const name of ['a', 'b', 'c']) await ask(sandbox, 'POST', secrets, { metadata: { name } })
    expect(await readFile(file, 'utf8')).toBe(before)
    clock.move(1000)
    await sandbox.flush()
    const content = JSON.parse(await readFile(file, 'utf8')) as { objects: { secrets: object[] } }
    expect(content.objects.secrets).toHaveLength(3)
  })

  it.each([
    ['cut', '{"form":1,"revision":5,"objects":{"secr'],
    ['empty', ''],
    ['of another form', '{"form":2}'],
    ['without names', '{"form":1,"revision":1,"objects":{"secrets":[{}]}}'],
  ])('that is %s is set aside, and reported', async (_, content) => {
    await openSandbox().then((sandbox) => sandbox.close())
    await writeFile(file, content)
    const sandbox = await openSandbox()
    const { setAside = '' } = sandbox.problem ?? {}
    expect(sandbox.problem).toMatchObject({ file, reason: expect.stringMatching(/isn’t/) as string })
    expect(await readFile(setAside, 'utf8')).toBe(content)
    expect((await ask(sandbox, 'GET', '/api/v1/namespaces/default')).status).toBe(200)
    await sandbox.flush()
    expect(await readFile(file, 'utf8')).toContain('"form":1')
  })

  it('that can’t be written is reported, and again when it can', async () => {
    const told: (string | null)[] = []
    await writeFile(join(folder, 'state'), 'in the way')
    const sandbox = await openSandbox({ onFileProblem: (reason) => told.push(reason) })
    await expect(sandbox.flush()).rejects.toThrow()
    await ask(sandbox, 'POST', secrets, { metadata: { name: 'kept' } })
    await rm(join(folder, 'state'))
    await sandbox.flush()
    expect(told).toHaveLength(2)
    expect(told[0]).toMatch(/^E/)
    expect(told[1]).toBeNull()
    expect(await readFile(file, 'utf8')).toContain('"kept"')
  })
})

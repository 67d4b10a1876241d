import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockableSettings } from '../../../shared/contract/settings.ts'
import { failureOf } from '../../../shared/failure.ts'
import { openSettings } from './settings.ts'
import { locksOf, policyFileOf, readSitePolicy, withSitePolicy } from './site-policy.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-policy-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function policyOf(...texts: string[]) {
  const files = texts.map((_, at) => join(folder, `policy-${at}.json`))
  await Promise.all(files.map((file, at) => writeFile(file, texts[at] ?? '')))
  return readSitePolicy([...files, join(folder, 'none', 'policy.json')])
}

describe('the policy of a site', () => {
  it('decides nothing if it does not exist', async () => {
    expect(await policyOf()).toEqual({ values: {}, file: '', problem: null })
  })

  it('decides what it names, and nothing else', async () => {
    const policy = await policyOf('{"canTestLogins":false,"later":[1]}')
    expect(policy.values).toEqual({ canTestLogins: false })
    expect(locksOf(policy)).toEqual({ names: ['canTestLogins'], file: join(folder, 'policy-0.json') })
  })

  it('of two files the stricter one holds', async () => {
    const policy = await policyOf('{"canTestLogins":false,"canRevealValues":true}', '{"canTestLogins":true}')
    expect(policy.values).toEqual({ canTestLogins: false, canRevealValues: true })
  })

  it.each(['', '{', '[]', 'null', '{"canTestLogins":"no"}', `{"a":"${'x'.repeat(70_000)}"}`])(
    'forbids everything if it can’t be read: %#',
    async (text) => {
      const policy = await policyOf(text)
      expect(policy.values).toEqual(Object.fromEntries(lockableSettings.map((name) => [name, false])))
      expect(policy.problem).toMatchObject({ code: 'policy-broken', file: join(folder, 'policy-0.json') })
    },
  )

  it('is where only administrators can write', () => {
    expect(policyFileOf('linux', {})).toBe('/etc/credenza/policy.json')
    expect(policyFileOf('darwin', {})).toBe('/Library/Application Support/Credenza/policy.json')
  })
})

describe('settings that a site decides', () => {
  it('hold in place of the user’s, and come back when the policy goes', async () => {
    const file = join(folder, 'settings.json')
    const own = await openSettings(file)
    const settings = withSitePolicy(own, await policyOf('{"canRevealValues":false}'))
    expect(settings.read()).toMatchObject({ canRevealValues: false, canTestLogins: true })
    await settings.change({ canTestLogins: false })
    expect(settings.read()).toMatchObject({ canRevealValues: false, canTestLogins: false })
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ canRevealValues: true })
    expect((await openSettings(file)).read()).toMatchObject({ canRevealValues: true, canTestLogins: false })
  })

  it('can’t be changed', async () => {
    const own = await openSettings(join(folder, 'settings.json'))
    const settings = withSitePolicy(own, await policyOf('{"canRevealValues":false}'))
    const error: unknown = await settings.change({ canRevealValues: true }).catch((thrown: unknown) => thrown)
    expect(failureOf(error)).toMatchObject({ code: 'setting-locked', setting: 'canRevealValues' })
    expect(settings.read().canRevealValues).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { dockerConfigJson } from './docker-config.ts'

describe('the JSON of a registry login', () => {
  it('has the fields in kubectl’s order and the login once more in base64', () => {
    expect(dockerConfigJson('harbor.io', 'robot', 'pässword')).toBe(
      '{"auths":{"harbor.io":{"username":"robot","password":"pässword","auth":"cm9ib3Q6cMOkc3N3b3Jk"}}}',
    )
  })

  it('is escaped as Go does it', () => {
    const json = dockerConfigJson('x', '<&>"\\\n\r\t\b\f\u0001\u2028\u007f🚀', 'p')
    const escaped = String.raw`\u003c\u0026\u003e\"\\\n\r\t\b\f\u0001\u2028`
    expect(json).toContain(`{"username":"${escaped}\u007f🚀","password":"p"`)
  })

  it('reads as what was given', () => {
    const texts = { username: String.raw`\b \\b \u0041`, password: 'a\bb\f' }
    const { auths } = JSON.parse(dockerConfigJson('x', texts.username, texts.password)) as {
      auths: Record<string, typeof texts>
    }
    expect(auths['x']).toMatchObject(texts)
  })
})

import { describe, expect, it } from 'vitest'
import { createMask } from './mask-values.ts'

const dots = '••••••••'
const hostile = 'p@ss "w\\ord"\n\t\u0007<&>\u2028\u00ad/ä👩‍👩‍👧‍👦+?=%2F\u202E'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const mask = (text: string, ...values: string[]) => createMask(values)(text)

describe('a webhook that echoes the password', () => {
  it.each([
    ['as it is', 's3cret-value', 's3cret-value'],
    ['in base64', 's3cret-value!', base64('s3cret-value!')],
    ['in base64 without padding', 's3cret-value!', base64('s3cret-value!').replace('=', '')],
    ['in base64 for URLs', '\u00ff\u00fe?>\u00ff', Buffer.from('\u00ff\u00fe?>\u00ff').toString('base64url')],
    ['hexadecimal', 's3cret-value', Buffer.from('s3cret-value').toString('hex')],
    ['escaped for JSON', hostile, JSON.stringify(hostile).slice(1, -1)],
    ['escaped by Go for JSON', 'a<b>&"\u2028\b', String.raw`a\u003cb\u003e\u0026\"\u2028\u0008`],
    ['escaped by Python for JSON', 'pä👩', String.raw`p\u00e4\ud83d\udc69`],
    ['quoted by Go', 'a"b\\c\n\u0007\u001b\u00ad\u202Eä', String.raw`a\"b\\c\n\a\x1b\u00ad\u202eä`],
    ['quoted by Go in ASCII', 'ä👩', String.raw`\u00e4\U0001f469`],
    ['quoted by Go as part of JSON', 'a"b\n', String.raw`a\\\"b\\n`],
    ['percent-encoded', hostile.replace('\u00ad', ''), encodeURIComponent(hostile.replace('\u00ad', ''))],
    ['percent-encoded in lower case', 'a/b c', 'a%2fb%20c'],
    ['as of a form', 'a/b c(d)', 'a%2Fb+c%28d%29'],
    ['without its spaces', '  padded-value \n', 'padded-value'],
  ])('%s', (_, value, echoed) => {
    expect(mask(`denied (${echoed}) here`, value)).toBe(`denied (${dots}) here`)
  })

  it('in every place, and in JSON of JSON in base64', () => {
    const body = JSON.stringify({ data: { Password: base64(hostile) } })
    const text = `${hostile} ${JSON.stringify(body)} ${base64(hostile)}, end`
    expect(mask(text, hostile)).toBe(`${dots} "{\\"data\\":{\\"Password\\":\\"${dots}\\"}}" ${dots}, end`)
  })

  it.each([0, 1, 2])('within something that is in base64, at byte %d', (before) => {
    const text = base64(`${'u'.repeat(before)}s3cret-value:and more`)
    const shown = mask(text, 's3cret-value')
    expect(shown).toContain(dots)
    expect(Buffer.from(shown.split(dots)[0] ?? '', 'base64').toString()).not.toMatch(/s3/)
    expect(Buffer.from(shown.split(dots)[1] ?? '', 'base64').toString()).not.toMatch(/alue/)
  })

  it('as the auth and as the whole of a docker config', () => {
    const config = JSON.stringify({
      auths: { 'r.example': { username: 'jane', password: 's3cret', auth: base64('jane:s3cret') } },
    })
    const values = ['jane', 's3cret', config]
    expect(mask(`got ${base64(config)}.`, ...values)).toBe(`got ${dots}.`)
    expect(mask(`got ${config}.`, ...values)).toBe(`got ${dots}.`)
    expect(mask(`got ${JSON.stringify(config)}.`, ...values)).toBe(`got "${dots}".`)
    expect(mask(`got ${base64('jane:s3cret')}.`, 'jane', 's3cret')).not.toContain(
      base64('jane:s3cret').slice(6, 12),
    )
  })

  it('cut at its beginning or its end', () => {
    const value = 'correct-horse-battery-staple'
    expect(mask('saw correct-horse-b…', value)).toBe(`saw ${dots}…`)
    expect(mask('…battery-staple was seen', value)).toBe(`…${dots} was seen`)
    expect(mask(`saw ${base64(value).slice(0, 20)}...`, value)).toBe(`saw ${dots}...`)
    expect(mask(`saw ${'x'.repeat(50)}...`, 'x'.repeat(100_000))).toBe(`saw ${dots}...`)
  })
})

describe('a mask', () => {
  it('leaves nothing of values that overlap, lie within each other or follow on each other', () => {
    expect(mask('say abcd now', 'abc', 'bcd')).toBe(`say ${dots} now`)
    expect(mask('say abcdef now', 'cd', 'abcdef')).toBe(`say ${dots} now`)
    expect(mask('say abcd now', 'ab', 'cd')).toBe(`say ${dots} now`)
    expect(mask('aaaaa', 'aa')).toBe(dots)
  })

  it('takes a value of one character out too, and skips empty ones', () => {
    expect(mask('x is no y', 'x', '')).toBe(`${dots} is no y`)
    expect(mask('as it was', '')).toBe('as it was')
    expect(mask('', 'x', 'a longer one than the text')).toBe('')
  })

  it('takes no short piece of a longer value for it', () => {
    expect(mask('no', 'nobody-knows-this')).toBe('no')
    expect(mask('correct', 'correct-horse')).toBe('correct')
  })

  it('takes signs that mean something to patterns as they are', () => {
    expect(mask('a.c abc $& (', 'a.c', '$&', '(')).toBe(`${dots} abc ${dots} ${dots}`)
  })

  it('of a value of 1 MiB, or of one that is no proper text, throws nothing that could quote it', () => {
    const large = `${hostile.repeat(20_000)}end-of-it`
    expect(mask(`quota: ${large.slice(-3000)} is too much`, large)).toBe(`quota: ${dots} is too much`)
    expect(mask('a\ud800b and a\ufffdb', 'a\ud800b')).toBe(`${dots} and ${dots}`)
  })
})

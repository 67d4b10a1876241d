import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMask } from './mask-values.ts'

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const told = (text: string, ...values: string[]) => createMask(values).message(text)
const backwards = (text: string) => Array.from(text).reverse().join('')

/** Ways in which a webhook can repeat a value; add new ones here. */
const encodings: Record<string, (value: string) => string> = {
  plain: (value) => value,
  quoted: (value) => JSON.stringify(value),
  'quoted twice': (value) => JSON.stringify(JSON.stringify(value)),
  'upper case': (value) => value.toUpperCase(),
  'lower case': (value) => value.toLowerCase(),
  backwards,
  spaced: (value) => Array.from(value).join(' '),
  separated: (value) => Array.from(value).join('-'),
  'in lines': (value) => Array.from(value).join('\n'),
  'with zero-width characters': (value) => Array.from(value).join('\u200b'),
  'with NUL between': (value) => Array.from(value).join('\0'),
  decomposed: (value) => value.normalize('NFD'),
  composed: (value) => value.normalize('NFC'),
  'full width': (value) =>
    value.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  base64,
  'base64 without padding': (value) => base64(value).replace(/=+$/, ''),
  'base64 for URLs': (value) => Buffer.from(value, 'utf8').toString('base64url'),
  'folded base64': (value) => base64(value).replace(/(.{6})/g, '$1\n'),
  'base64 in pieces': (value) => base64(value).replace(/(.{5})/g, '$1, '),
  'base64 of base64': (value) => base64(base64(value)),
  'base64 within another': (value) => base64(`{"p":"${value}"}`),
  'base64 backwards': (value) => backwards(base64(value)),
  'base64 of it backwards': (value) => base64(backwards(value)),
  'base64 of UTF-16': (value) => Buffer.from(value, 'utf16le').toString('base64'),
  'base64 of hexadecimal': (value) => base64(Buffer.from(value, 'utf8').toString('hex')),
  hexadecimal: (value) => Buffer.from(value, 'utf8').toString('hex'),
  'hexadecimal in pairs': (value) => Buffer.from(value, 'utf8').toString('hex').replace(/(..)/g, '$1:'),
  'hexadecimal of UTF-16': (value) => Buffer.from(value, 'utf16le').toString('hex'),
  'hexadecimal of base64': (value) => Buffer.from(base64(value)).toString('hex'),
  'C escapes': (value) =>
    Array.from(Buffer.from(value, 'utf8'), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  'a list of bytes': (value) => `[${Array.from(Buffer.from(value, 'utf8')).join(' ')}]`,
  octal: (value) => Array.from(Buffer.from(value, 'utf8'), (byte) => `\\${byte.toString(8)}`).join(''),
  binary: (value) =>
    Array.from(Buffer.from(value, 'utf8'), (byte) => byte.toString(2).padStart(8, '0')).join(' '),
  entities: (value) => Array.from(value, (sign) => `&#${sign.codePointAt(0) ?? 0};`).join(''),
  'percent-encoded': (value) => encodeURIComponent(value),
  'percent-encoded as a whole': (value) =>
    Array.from(Buffer.from(value, 'utf8'), (byte) => `%${byte.toString(16)}`).join(''),
  'turned by thirteen': (value) =>
    value.replace(/[a-z]/gi, (letter) => {
      const first = letter < 'a' ? 65 : 97
      return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first)
    }),
}

const values = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9!$%&()=?+#_.:;-]{6,24}$/),
  fc.constantFrom('s3cret-value', 'Tr0ub4dor&3', 'correct horse battery', 'pässwörtchen', 'пароль-и-слово'),
)
const only = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')

describe('a webhook that echoes the password', () => {
  it.each(Object.entries(encodings))('as %s is reported without any piece of it', (title, encode) => {
    fc.assert(
      fc.property(values, fc.nat(30), fc.nat(12), (value, cut, length) => {
        const echo = encode(value)
        // A cut of the text around the value might not contain the value.
        const cuts = title.includes('within')
          ? []
          : [echo.slice(cut % echo.length, (cut % echo.length) + 4 + length)]
        for (const piece of [echo, ...cuts]) {
          const said = told(`denied: ${piece} (end)`, value)
          // The result contains no part of the echo, regardless of spacing.
          const left = said.replace(/denied:|\(end\)/g, '')
          for (let at = 0; at + 4 <= only(left).length; at += 1)
            expect(only(echo)).not.toContain(only(left).slice(at, at + 4))
        }
      }),
      { seed: 1, numRuns: 20 },
    )
  })

  // Fault 15 of the window: for the username “u”, a refusal became “c••••••••rrently”: unreadable, and it revealed the
  // value.
  it('in its own words is still reported', () => {
    const said =
      'admission webhook "judge.example.org" denied the request: [require-owner] secrets in team-a must carry the label owner (spec.rules[0]), see https://wiki.example.org/policies'
    expect(told(said, 'robot$training', 'Tr0ub4dor&3')).toBe(said)
  })

  it('in the usual words is reported completely, with any password, and by its name', () => {
    const said = 'admission webhook denied the request: the password must be longer'
    let whole = 0
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9!$%&()=?+#_.:;-]{8}[QXZ]{8,24}$/), (value) => {
        expect(told(said, value)).toBe(said)
        whole += 1
        expect(createMask([value]).name('judge.example.org')).toBe('judge.example.org')
      }),
      // The same values each time: for one in some thousands, the base64 contains four characters of a common word by
      // chance.
      { numRuns: 100, seed: 1 },
    )
    expect(whole).toBe(100)
  })

  it('next to other words, leaves those in the text', () => {
    expect(told('not here: user SECRET-VALUE-user (end)', 'SECRET-VALUE-user')).toBe(
      'not here: •••••••• (end)',
    )
    expect(told('it begins with S E C R and ECRET', 'SECRET')).toBe('it begins with •••••••• and ••••••••')
  })

  it.each([1, 2, 3])(
    'in bits of %d characters with usual words between is reported without them',
    (length) => {
      const value = 'Zwölfvmgrx7quk'
      const bits = value.match(new RegExp(`.{1,${length}}`, 'gu')) ?? []
      const said = told(`denied: ${bits.join(' not ')} is required`, value)
      const left = said.split(/[^\p{L}\d]+/u).filter((word) => word !== '')
      expect([...new Set(left)].toSorted()).toEqual(['denied', 'is', 'not', 'required'])
    },
  )

  it('in a usual word that is a piece of it is reported without that', () => {
    expect(told('the password is weak', 'my-password-1')).toBe('the •••••••• is weak')
    expect(told('the request is weak', base64('request-is-it'))).not.toContain('request-is')
    expect(told('the value is here', 'xEULAVx')).toBe('the •••••••• is here')
  })

  it('reports nothing if it has a short value, since the mask would reveal it', () => {
    expect(told('the user u currently may not', 'u', 'long-enough-word')).toBe('')
    expect(told('the value is dQ== here', 'u')).toBe('')
    // And everything is shown if the letter is only part of words.
    expect(told('currently unavailable', 'u')).toBe('currently unavailable')
  })

  it('reports nothing that looks compressed', () => {
    const packed = 'H4sIAAAAAAAAA8tIzcnJVyjPL8pJAQCFEUoNCwAAAA=='
    expect(told(`got ${packed} here`, 'some-password')).toBe('got •••••••• here')
  })

  it('in a Docker configuration still names the fields', () => {
    const config = '{"auths":{"r.example":{"username":"jane","password":"s3cret-value"}}}'
    const mask = createMask(['jane', 's3cret-value'], [config])
    expect(mask.message('the password is too short')).toBe('the password is too short')
    expect(mask.message(`got ${base64(config)} here`)).toBe('got •••••••• here')
  })

  it('is not reported as a name, and other names are', () => {
    const { name } = createMask(['Tr0ub4dor&3'])
    expect(name('data[Password]')).toBe('data[Password]')
    expect(name('registry-x7f2k9')).toBe('registry-x7f2k9')
    expect(name('spec.Tr0ub4dor')).toBe('••••••••')
  })
})

it('a value of 1 MiB, or one that isn’t valid text, is masked too, and at once', () => {
  const large = 'p@ss "w\\ord"\n'.repeat(80_000)
  expect(told(`quota: ${large.slice(-3000)} is too much`, large)).toBe('')
  expect(told('a\ud800bcdef and a\ufffdbcdef', 'a\ud800bcdef')).toBe('•••••••• and ••••••••')
})

it('a write without values is reported as it was', () => {
  const said = 'x7f2k9 AAAA== •'
  expect(createMask([]).message(said)).toBe(said)
  expect(createMask(['']).message(said)).toBe(said)
})

import { describe, expect, it } from 'vitest'
import { readYaml } from './kubeconfig-yaml.ts'

class Fault extends Error {}

const read = (text: string) =>
  readYaml(text, (line, path, reason) => new Fault(`${line} ${path.join('.')} ${reason}`))
const valueOf = (text: string) => read(text).value
const faultOf = (text: string) => {
  try {
    read(text)
  } catch (error) {
    if (error instanceof Fault) return error.message
    throw error
  }
  return 'none'
}

describe('YAML as kubectl reads it', () => {
  it.each([
    ['[yes, No, on, OFF, y, N, true]', [true, false, true, false, true, false, true]],
    ['[~, null, Null, ]', [null, null, null]],
    ['[1, 0x1f, 017, 0o17, 1_000, 0b11, 1e3]', [1, 31, 15, 15, 1000, 3, 1000]],
    [
      '[12:30, 2026-11-02, 0.0.0.0, "yes", \'1\', !!str 1]',
      ['12:30', '2026-11-02', '0.0.0.0', 'yes', '1', '1'],
    ],
    ['!!binary ZmFrZQ==', 'fake'],
    ['a: !own b', { a: 'b' }],
    ['1: a\nyes: b', { 1: 'a', true: 'b' }],
  ])('knows what a plain word is: %s', (text, value) => {
    expect(valueOf(text)).toEqual(value)
  })

  it('takes the last of equal keys, and the first of several documents', () => {
    expect(valueOf('a: 1\na: 2\n---\na: 3\n')).toEqual({ a: 2 })
    expect(valueOf('---\n---\na: 3\n')).toBeNull()
    expect(valueOf('a: 1\n---\n{[')).toEqual({ a: 1 })
  })

  it('merges at <<, the first of several maps before the others', () => {
    const maps = 'm: [&one {a: 1, b: 1}, &two {b: 2, c: 2}]\n'
    const merged = (entries: string) => (valueOf(`${maps}v: {${entries}}`) as { v: unknown }).v
    expect(merged('<<: *one, a: own')).toEqual({ a: 'own', b: 1 })
    expect(merged('a: own, <<: *one')).toEqual({ a: 1, b: 1 })
    expect(merged('<<: [*one, *two]')).toEqual({ a: 1, b: 1, c: 2 })
    expect(merged('<<: {<<: *two, b: 3}')).toEqual({ b: 3, c: 2 })
    expect(merged('"<<": text')).toEqual({ '<<': 'text' })
  })

  it('keeps a key that is the name of a prototype', () => {
    const value = valueOf('__proto__: {polluted: 1}\n<<: {constructor: 2}') as Record<string, unknown>
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  it.each(['\uFEFFa: 1\r\nb: 2\r\n', 'a: 1\rb: 2\r', '%YAML 1.1\n---\na: 1\nb: 2\n...\n'])(
    'takes marks and ends of lines of any kind: %j',
    (text) => {
      const { value, lineOf } = read(text)
      expect(value).toEqual({ a: 1, b: 2 })
      expect(lineOf(['b']) - lineOf(['a'])).toBe(1)
    },
  )

  it('accepts many plain aliases, but not a few that expand to too much', () => {
    const many = `a: &a {b: c}\nall: [${Array(5000).fill('*a').join(', ')}]`
    expect(valueOf(many)).toMatchObject({ all: { length: 5000 } })
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 9; level += 1) {
      lines.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      )
    }
    expect(faultOf(lines.join('\n'))).toBe('0  aliases that expand to too much')
  })

  it.each([
    ['a: 1\nb: "\0"', '2  an invalid character'],
    ['a: \u001b[0m', '1  an invalid character'],
    ['%YAML 1.2\n---\na: 1', '1  a YAML version other than 1.1'],
    ['%FOO 1\n---\na: 1', '1  not valid YAML'],
    ['a:\n\tb: 1', '2  not valid YAML'],
    ['a: &a\n  b: *a', '2 a.b an alias that contains itself'],
    ['a:\n  - *b', '2 a.0 an alias without an anchor'],
    ['a:\n  ? [b]\n  : c', '2 a a key that isn’t text'],
    ['a: {~: b}', '1 a a key that isn’t text'],
    ['a:\n  <<: 3', '2 a << without a map'],
    ['a: {<<: [{b: 1}, 3]}', '1 a << without a map'],
  ])('names the line of the mistake: %j', (text, fault) => {
    expect(faultOf(text)).toBe(fault)
  })

  it('does not follow what is nested too deeply', () => {
    expect(faultOf('['.repeat(20_000))).toBe('1  nested too deeply')
    expect(faultOf(`a: ${'{b: '.repeat(20_000)}`)).toBe('1  nested too deeply')
  })

  it('knows the line of the nearest part that a path leads to', () => {
    const { lineOf } = read('a:\n  - b: 1\n  - c:\n      d: 2\n')
    expect(lineOf(['a', 1, 'c', 'd'])).toBe(4)
    expect(lineOf(['a', 1, 'nothing'])).toBe(3)
    expect(lineOf([])).toBe(1)
    expect(read('').lineOf(['a'])).toBe(0)
  })
})

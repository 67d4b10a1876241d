import { describe, expect, it } from 'vitest'
import { jsonPatch, PatchError } from './json-patch.ts'
import type { JsonObject } from './kube-object.ts'

describe('a JSON patch', () => {
  // The examples of RFC 6902.
  it.each<[JsonObject, JsonObject[], JsonObject]>([
    [{ foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { foo: 'bar', baz: 'qux' }],
    [{ foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
    [{ baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
    [{ foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
    [{ baz: 'qux' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo' }],
    [
      { foo: { bar: 'baz', waldo: 'fred' }, qux: { corge: 'grault' } },
      [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }],
      { foo: { bar: 'baz' }, qux: { corge: 'grault', thud: 'fred' } },
    ],
    [
      { foo: ['all', 'grass', 'cows', 'eat'] },
      [{ op: 'move', from: '/foo/1', path: '/foo/3' }],
      { foo: ['all', 'cows', 'eat', 'grass'] },
    ],
    [{ foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc'] }], { foo: ['bar', ['abc']] }],
    [{ '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
    [{ a: { b: 1 } }, [{ op: 'copy', from: '/a', path: '/c' }], { a: { b: 1 }, c: { b: 1 } }],
  ])('turns %j by %j into %j', (document, operations, patched) => {
    expect(jsonPatch(document, operations)).toEqual(patched)
  })

  it.each<[JsonObject, JsonObject]>([
    [{ foo: 'bar' }, { op: 'add', path: '/baz/bat', value: 'qux' }],
    [{ baz: 'qux' }, { op: 'test', path: '/baz', value: 'bar' }],
    [{ foo: [] }, { op: 'add', path: '/foo/1', value: 1 }],
    [{ foo: [] }, { op: 'remove', path: '/foo/0' }],
    [{ foo: [] }, { op: 'replace', path: '/foo/x', value: 1 }],
    [{}, { op: 'remove', path: '/constructor' }],
    [{}, { op: 'nothing', path: '/a' }],
  ])('does not apply to %j: %j', (document, operation) => {
    expect(() => jsonPatch(document, [operation])).toThrow(PatchError)
  })

  it('leaves the document as it was, and touches no prototype', () => {
    const document = { a: { b: ['c'] } }
    const patched = jsonPatch(document, [
      { op: 'add', path: '/a/b/0', value: 'x' },
      { op: 'add', path: '/a/__proto__', value: { hacked: true } },
    ]) as { a: object }
    expect(document).toEqual({ a: { b: ['c'] } })
    expect(Object.keys(patched.a)).toContain('__proto__')
    expect(Object.getPrototypeOf(patched.a)).toBe(Object.prototype)
  })
})

import { describe, expect, it } from 'vitest'
import { chooseFaults, randomOf, withFault } from './choose-faults.ts'
import { findChanges } from './find-changes.ts'

const changed = (name: string, text: string): string[] =>
  findChanges(name, text).map((change) => withFault(text, change))

describe('Faults', () => {
  it('invert operators, conditions and constants', () => {
    expect(changed('a.ts', 'export const f = (a: number) => a < 3')).toEqual([
      'export const f = (a: number) => a >= 3',
      'export const f = (a: number) => a < (3 + 1)',
    ])
    expect(changed('a.ts', 'if (!ready) stop()')).toEqual([
      'if (!(!ready)) stop()',
      'if (ready) stop()',
      'if (!ready) ;',
    ])
    expect(changed('a.ts', 'const word = ok ? one : two')).toEqual(['const word = ok ? two : one'])
  })

  it('leave types and imports alone', () => {
    expect(changed('a.ts', "import { a } from './1.ts'\ntype B = 1 | true\n")).toEqual([])
  })

  it('change only the script of a component', () => {
    const text =
      '<script setup lang="ts">\nconst a = true\n</script>\n<template><p v-if="a === 1" /></template>\n'
    expect(changed('A.vue', text)).toEqual([text.replace('true', 'false')])
  })

  it('are the same for the same seed, and spread over all rooms', () => {
    const room = (name: string) =>
      [name, new Map([1, 2, 3].map((at) => [`${name}/${at}.ts`, `const a = ${at} === b\n`]))] as const
    const rooms = new Map([room('kube'), room('ui'), room('shared')])
    const chosen = chooseFaults(rooms, 6, randomOf(7))
    expect(chosen).toEqual(chooseFaults(rooms, 6, randomOf(7)))
    expect(chosen).not.toEqual(chooseFaults(rooms, 6, randomOf(8)))
    const perRoom = [...rooms.keys()].map((name) => chosen.filter(({ file }) => file.startsWith(name)).length)
    expect(perRoom).toEqual([2, 2, 2])
    expect(new Set(chosen.map(({ file }) => file)).size).toBe(6)
    const first = (seed: number) => chooseFaults(rooms, 1, randomOf(seed))[0]?.file.split('/')[0] ?? ''
    const firsts = Array.from({ length: 30 }, (_, seed) => first(seed))
    expect([...new Set(firsts)].sort()).toEqual(['kube', 'shared', 'ui'])
  })
})

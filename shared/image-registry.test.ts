import { describe, expect, it } from 'vitest'
import { entryPlace, imagePlaceOf, imagesOf, servingAddresses } from './image-registry.ts'

it('means all images whose names begin with an address', () => {
  expect(imagesOf('https://reg.example:5000/v2/team/')).toEqual({ host: 'reg.example:5000', path: '/team/' })
  expect(imagesOf('hub.docker.com')).toEqual({ host: 'docker.io', path: '/' })
})

it.each([
  'reg[a-z].example',
  'reg.example[fd00::1]',
  '[reg.example]:5000',
  '[10.0.0.1]',
  '[fd00::1',
  '[fd00::1]x',
])('reads no host that Go refuses for its brackets: %s', (address) => {
  expect(entryPlace(address)).toBeNull()
})

it('reads an address of IPv6', () => {
  expect(entryPlace('[fd00::1]:5000')).toEqual({ host: '[fd00::1]:5000', path: '' })
  expect(entryPlace('[::ffff:10.0.0.1]')).toEqual({ host: '[::ffff:10.0.0.1]', path: '' })
})

describe('a pattern in the host of an entry', () => {
  const serves = (glob: string, host: string) =>
    servingAddresses([`${glob}.example`], imagesOf(`${host}.example`)).length === 1

  it.each([
    ['*', 'harbor'],
    ['h*r', 'harbor'],
    ['*ar*r', 'harbor'],
    ['harbor*', 'harbor'],
    ['*b', 'abb'],
    ['**b*', 'abc'],
  ])('%j serves %j', (glob, host) => {
    expect(serves(glob, host)).toBe(true)
  })

  it.each([
    ['h*x', 'harbor'],
    ['harb*bor', 'harbor'],
    ['*rb*rb*', 'harbor'],
    ['h?rbor', 'harbor'],
    ['h\\arbor', 'harbor'],
    ['h[a-c]rbor', 'harbor'],
    ['h%5Ba-c%5Drbor', 'harbor'],
  ])('%j does not serve %j', (glob, host) => {
    expect(serves(glob, host)).toBe(false)
  })

  it('is tried in bounded time, however many runs it has', () => {
    expect(serves(`${'*a'.repeat(2_000)}b`, 'a'.repeat(4_000))).toBe(false)
  })
})

describe('the name of an image', () => {
  it.each([
    ['nginx', 'docker.io', '/library/nginx'],
    ['nginx:1.27', 'docker.io', '/library/nginx'],
    ['team/app', 'docker.io', '/team/app'],
    ['docker.io/nginx', 'docker.io', '/library/nginx'],
    ['index.docker.io/team/app:1', 'docker.io', '/team/app'],
    ['reg.example/ml/app:1', 'reg.example', '/ml/app'],
    ['reg.example:5000/app', 'reg.example:5000', '/app'],
    ['localhost/app', 'localhost', '/app'],
    ['localhost:5000', 'docker.io', '/library/localhost'],
    ['Harbor/app', 'Harbor', '/app'],
    [`reg.example:5000/app:1@sha256:${'0'.repeat(64)}`, 'reg.example:5000', '/app'],
    [`app@sha256:${'0'.repeat(64)}`, 'docker.io', '/library/app'],
  ])('%s is of %s', (image, host, path) => {
    expect(imagePlaceOf(image)).toEqual({ host, path })
  })

  it.each(['', ':1', '@sha256:0', 'a b', 'a\nb'])('is none: %j', (image) => {
    expect(imagePlaceOf(image)).toBeNull()
  })

  it('leads to the login of its registry', () => {
    const serves = (address: string, image: string) =>
      servingAddresses([address], imagePlaceOf(image) ?? { host: '', path: '' }).length === 1
    expect(serves('https://index.docker.io/v1/', 'nginx')).toBe(true)
    expect(serves('reg.example', 'reg.example/ml/app')).toBe(true)
    expect(serves('reg.example/ml', 'reg.example/ml/app')).toBe(true)
    expect(serves('reg.example/other', 'reg.example/ml/app')).toBe(false)
    expect(serves('reg.example', 'reg.example:5000/app')).toBe(false)
  })
})

import { expect, it } from 'vitest'
import { imagesOf } from './image-registry.ts'

it('means all images whose names begin with an address', () => {
  expect(imagesOf('https://reg.example:5000/v2/team/')).toEqual({ host: 'reg.example:5000', path: '/team/' })
  expect(imagesOf('hub.docker.com')).toEqual({ host: 'docker.io', path: '/' })
})

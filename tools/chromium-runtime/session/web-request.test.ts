import { expect, it } from 'vitest'
import { createWebRequest, type RequestDetails } from './web-request.ts'

const details = (url: string): RequestDetails => ({
  id: 1,
  url,
  method: 'GET',
  webContentsId: 1,
  resourceType: 'script',
  referrer: '',
  timestamp: 0,
})

it('asks the listener about requests that its filter matches', async () => {
  const { face, beforeRequest } = createWebRequest()
  face.onBeforeRequest({ urls: ['app://*/secret.*'] }, (_details, callback) => callback({ cancel: true }))
  expect(await beforeRequest(details('app://credenza/secret.js'))).toEqual({ cancel: true })
  expect(await beforeRequest(details('app://credenza/public.js'))).toEqual({})
})

it('takes the headers that the listener wants, and lets a listener be removed', async () => {
  const { face, headersReceived } = createWebRequest()
  const received = { ...details('app://credenza/'), statusCode: 200, responseHeaders: { a: ['1'] } }
  face.onHeadersReceived(({ responseHeaders }, callback) =>
    callback({ responseHeaders: { ...responseHeaders, b: '2' } }),
  )
  expect(await headersReceived(received)).toEqual({ a: ['1'], b: ['2'] })
  face.onHeadersReceived(null)
  expect(await headersReceived(received)).toEqual({ a: ['1'] })
})

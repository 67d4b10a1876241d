import { createHash } from 'node:crypto'
import { request } from 'node:https'

interface Push {
  port: number
  /** The authority of the registry's certificate, as PEM. */
  ca: string
  authorization: string
  /** With its tag, such as `team/base:1`. */
  image: string
}

/** Pushes an image without layers to a registry. */
export async function pushImage({ port, ca, authorization, image }: Push): Promise<void> {
  const [repository = '', tag = ''] = image.split(':')
  const config = '{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}'
  const digest = `sha256:${createHash('sha256').update(config).digest('hex')}`
  const send = (method: string, path: string, type = '', body = '') =>
    new Promise<{ status: number; location: string }>((resolve, reject) => {
      const headers = { authorization, ...(type === '' ? {} : { 'content-type': type }) }
      const sent = request({ host: '127.0.0.1', port, path, method, headers, ca }, (answer) => {
        answer.resume().on('end', () => {
          resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '' })
        })
      })
      sent.on('error', reject).end(body)
    })
  const upload = await send('POST', `/v2/${repository}/blobs/uploads/`)
  const at = new URL(upload.location, 'https://127.0.0.1')
  at.searchParams.set('digest', digest)
  const blob = await send('PUT', `${at.pathname}${at.search}`, 'application/octet-stream', config)
  const manifestType = 'application/vnd.docker.distribution.manifest.v2+json'
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    config: {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      size: Buffer.byteLength(config),
      digest,
    },
    layers: [],
  })
  const done = await send('PUT', `/v2/${repository}/manifests/${tag}`, manifestType, manifest)
  if (done.status !== 201) throw new Error(`push failed: ${upload.status}, ${blob.status}, ${done.status}`)
}

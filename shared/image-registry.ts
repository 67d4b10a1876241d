import { readGoUrl, type GoUrl } from './go-url.ts'

/**
 * Which entry of a Docker configuration serves which images, by the rule of the kubelet (Kubernetes'
 * `pkg/credentialprovider`). Container runtimes and `docker login` have rules of their own: these are the cluster's.
 */

/** The address under which Docker keeps the login of Docker Hub. */
export const dockerHubAddress = 'https://index.docker.io/v1/'
/** The host under which the kubelet looks for a login of Docker Hub if none matches the image's own. */
const dockerHubKey = 'index.docker.io'
const dockerHubImages = 'docker.io'
const dockerHubHosts = new Set([dockerHubImages, dockerHubKey, 'registry-1.docker.io', 'hub.docker.com'])

/** Whether a host is one of the names that people know Docker Hub by. */
export const isDockerHub = (host: string): boolean => dockerHubHosts.has(host.toLowerCase())

/**
 * The place that the kubelet compares for an entry's address: host, port and path. `null` if it can't read the
 * address: then it passes over the entry.
 */
export function entryPlace(address: string): GoUrl | null {
  const url = readGoUrl(/^https?:\/\//.test(address) ? address : `https://${address}`)
  if (url === null) return null
  const path = /^\/v[12]\//.test(url.path) ? url.path.slice('/v1'.length) : url.path
  return { host: url.host, path: path === '/' ? '' : path }
}

/** The images that a person means by the address of a registry: all whose names begin with this host and path. */
export interface ImagePlace {
  host: string
  path: string
}

/**
 * What the images of a registry are called. The address is one that `registryAddressProblem` accepts, or would but for
 * `not-served`.
 */
export function imagesOf(address: string): ImagePlace {
  const [host = '', ...rest] = address.replace(/^https?:\/\//i, '').split('/')
  const path = rest
    .join('/')
    .replace(/\/+$/, '')
    .replace(/^v[12](?=$|\/)\/?/, '')
  return {
    host: isDockerHub(host) ? dockerHubImages : host,
    path: path === '' ? '/' : `/${path}/`,
  }
}

/**
 * The registry and the repository of an image, as the kubelet completes its name: without tag and digest, of Docker Hub
 * where it names no host. `null` for what isn't a name.
 */
export function imagePlaceOf(image: string): ImagePlace | null {
  const [name = ''] = image.split('@')
  const untagged = name.replace(/:[^:/]*$/, '')
  // `localhost:5000` alone would be an image with a tag; with a path behind it, it is a host with a port.
  const [first = '', ...rest] = untagged.split('/')
  if (untagged === '' || /[\s\p{Cc}]/u.test(untagged)) return null
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost' || /[A-Z]/.test(first))
  if (!isHost) {
    const repository = rest.length === 0 ? `library/${first}` : untagged
    return { host: dockerHubImages, path: `/${repository}` }
  }
  const isHub = first === dockerHubKey || first === dockerHubImages
  const path = isHub && rest.length === 1 ? `library/${rest.join('/')}` : rest.join('/')
  return { host: isHub ? dockerHubImages : first, path: `/${path}` }
}

/**
 * Those of the addresses under which the kubelet looks for a login. It tries them all, so one that holds a login is
 * enough.
 */
export function servingAddresses(addresses: readonly string[], images: ImagePlace): string[] {
  const target = readGoUrl(`https://${images.host}${images.path}`)
  if (target === null) return []
  const places = addresses.flatMap((address) => {
    const place = entryPlace(address)
    return place === null ? [] : [{ address, place }]
  })
  const matching = places.filter(({ place }) => matches(place, target))
  const used =
    matching.length === 0 && images.host === dockerHubImages
      ? places.filter(({ place }) => place.host === dockerHubKey && place.path === '')
      : matching
  return used.map(({ address }) => address)
}

function matches(place: GoUrl, target: GoUrl): boolean {
  // The kubelet keeps the place as a text and reads it again, so that an escaped `?` cuts it then.
  const entry = readGoUrl(`https://${place.host}${place.path}`)
  if (entry === null) return false
  const [globs, port] = partsOf(entry.host)
  const [parts, wantedPort] = partsOf(target.host)
  return (
    port === wantedPort &&
    globs.length === parts.length &&
    target.path.startsWith(entry.path) &&
    globs.every((glob, index) => matchesGlob(glob, parts[index] ?? ''))
  )
}

/**
 * Whether a part of a host matches one of an entry. Of the signs of Go's `path.Match` only `*` can be in a host: any
 * run of characters. The brackets of an address of IPv6 without a port are taken for a class of one character, which no
 * such address matches.
 */
function matchesGlob(glob: string, text: string): boolean {
  if (glob.includes('[')) return false
  const [start = '', ...pieces] = glob.split('*')
  const end = pieces.pop()
  if (end === undefined) return glob === text
  const last = text.length - end.length
  if (start.length > last || !text.startsWith(start) || !text.endsWith(end)) return false
  let place = start.length
  for (const piece of pieces) {
    const found = text.indexOf(piece, place)
    if (found < 0) return false
    place = found + piece.length
  }
  return place <= last
}

/** Host parts and port, as Go's `SplitHostPort` takes them apart; what it can't is a host without a port. */
function partsOf(host: string): [parts: string[], port: string] {
  const [, bracketed, plain, port] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(host) ?? []
  const name = bracketed ?? plain
  return name === undefined ? [host.split('.'), ''] : [name.split('.'), port ?? '']
}

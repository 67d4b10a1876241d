import { readGoUrl, type GoUrl } from './go-url.ts'

/**
 * Which entry of a Docker configuration serves which images, by the kubelet's rules (Kubernetes'
 * `pkg/credentialprovider`). Container runtimes and `docker login` have other rules; these are the cluster's.
 */

/** The address under which Docker stores the login of Docker Hub. */
export const dockerHubAddress = 'https://index.docker.io/v1/'
/** The host that the kubelet uses for a Docker Hub login if none matches the image's own. */
const dockerHubKey = 'index.docker.io'
const dockerHubImages = 'docker.io'
const dockerHubHosts = new Set([dockerHubImages, dockerHubKey, 'registry-1.docker.io', 'hub.docker.com'])

/** Whether a host is one of Docker Hub's names. */
export const isDockerHub = (host: string): boolean => dockerHubHosts.has(host.toLowerCase())

/**
 * What the kubelet compares of an entry's address: host, port and path. `null` if it can't parse the address and skips
 * the entry.
 */
export function entryPlace(address: string): GoUrl | null {
  const url = readGoUrl(/^https?:\/\//.test(address) ? address : `https://${address}`)
  if (url === null) return null
  const path = /^\/v[12]\//.test(url.path) ? url.path.slice('/v1'.length) : url.path
  return { host: url.host, path: path === '/' ? '' : path }
}

/** The images that a registry address stands for: all with names that begin with this host and path. */
interface ImagePlace {
  host: string
  path: string
}

/**
 * How names of a registry's images begin. `registryAddressProblem` must accept the address, or reject it only with
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
 * The registry and repository of an image, with the kubelet's defaults: without tag and digest, and on Docker Hub if it
 * names no host. `null` for an invalid name.
 */
export function imagePlaceOf(image: string): ImagePlace | null {
  const [name = ''] = image.split('@')
  const untagged = name.replace(/:[^:/]*$/, '')
  // `localhost:5000` alone is an image with a tag. Followed by a path, it is a host with a port.
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

/** The addresses under which the kubelet looks for a login. It tries them all, so that one with a login is enough. */
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
  // The kubelet formats this as text and parses it again, which then cuts it at an escaped `?`.
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
 * Whether a part of a host matches that of an entry. Of the special characters of Go's `path.Match`, hosts can only
 * contain `*`: any sequence of characters. The brackets of an IPv6 address without a port are read as a class of one
 * character, which no such address matches.
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

/** The host parts and port, as Go's `SplitHostPort` splits them. On its errors, the whole is a host without a port. */
function partsOf(host: string): [parts: string[], port: string] {
  const [, bracketed, plain, port] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(host) ?? []
  const name = bracketed ?? plain
  return name === undefined ? [host.split('.'), ''] : [name.split('.'), port ?? '']
}

import { isDockerHub } from './image-registry.ts'

/** A repository of a registry, and what to pull from it. */
export interface ImageName {
  /** Without the registry's host, such as `team/base`. */
  repository: string
  /** A tag, or a digest such as `sha256:…`. */
  reference: string
}

/** Maximum characters of an image name. A repository may have 255. */
export const imageNameLimit = 512

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const form = new RegExp(
  `^(${component}(?:/${component})*)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(sha256:[a-f0-9]{64}))?$`,
)

/**
 * Parses what people call an image of a registry: with or without its host, with a tag, a digest or neither (`latest`).
 * `host` is the registry's. Single-component names of Docker Hub are in `library`. `null` if it isn't a name of an
 * image of that registry, by the rules of the Distribution project.
 */
export function readImageName(text: string, host: string): ImageName | null {
  if (text.length > imageNameLimit) return null
  const own = text.startsWith(`${host}/`) ? text.slice(host.length + 1) : text
  const [, name = '', tag = 'latest', digest = tag] = form.exec(own) ?? []
  if (name === '' || name.length > 255) return null
  const isOfficial = isDockerHub(host) && !name.includes('/')
  return { repository: isOfficial ? `library/${name}` : name, reference: digest }
}

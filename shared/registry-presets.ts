import { dockerHubAddress } from './image-registry.ts'

/** What is always so for one registry, and what its login has to be. */
export interface RegistryPreset {
  id: string
  /** As it calls itself. */
  name: string
  /** The address to fill in; empty where each installation has its own. */
  url: string
  /** What an address of one's own looks like, where there is no fixed one. */
  urlExample: string
  /** The username to fill in; empty where it is a person's or an account's own. */
  username: string
  /** Why the address or the username is the one above; empty where that is plain. */
  reason: string
  /** What the username and the password are. One or two sentences. */
  login: string
  /** How long such a password lives. One sentence. */
  lifetime: string
}

/** The registries that the wizard knows, in the order of its menu. Each cites the documentation that it follows. */
export const registryPresets: readonly RegistryPreset[] = [
  {
    // NVIDIA, NGC API Keys: “For the username, enter '$oauthtoken' exactly as shown”; time-to-live from an hour to never.
    id: 'ngc',
    name: 'NVIDIA NGC',
    url: 'nvcr.io',
    urlExample: '',
    username: '$oauthtoken',
    reason: 'The username is $oauthtoken for everyone: it says that the password is a key.',
    login: 'The password is an NGC API key.',
    lifetime: 'A personal key lives from an hour to forever, as chosen when it was made.',
  },
  {
    // Docker, Personal access tokens and Organization access tokens; Kubernetes, Pull an Image from a Private Registry.
    id: 'docker-hub',
    name: 'Docker Hub',
    url: dockerHubAddress,
    urlExample: '',
    username: '',
    reason: 'Docker and Kubernetes look for a login of Docker Hub under this old address only.',
    login: 'The password is an access token that may read. The username is that of its user or organization.',
    lifetime: 'It lives until the date that was chosen when it was made, if any.',
  },
  {
    // GitHub, Working with the Container registry: only classic personal access tokens, read:packages to pull.
    id: 'ghcr',
    name: 'GitHub Container Registry',
    url: 'ghcr.io',
    urlExample: '',
    username: '',
    reason: '',
    login: 'The password is a classic personal access token with read:packages. The username is its user.',
    lifetime: 'It lives until the date that was chosen when it was made, if any.',
  },
  {
    // GitLab, Deploy tokens: username gitlab+deploy-token-{n}, no expiry by default; read_registry to pull.
    id: 'gitlab',
    name: 'GitLab Container Registry',
    url: 'registry.gitlab.com',
    urlExample: '',
    username: '',
    reason: 'A GitLab of your own has another address.',
    login: 'The best login is a deploy token with read_registry. Its username is like gitlab+deploy-token-1.',
    lifetime: 'A deploy token lives forever unless a date was set.',
  },
  {
    // Quay.io, Robot accounts: namespace+accountname; Red Hat Quay, Robot account tokens: they do not expire by default.
    id: 'quay',
    name: 'Quay',
    url: 'quay.io',
    urlExample: '',
    username: '',
    reason: 'A Red Hat Quay of your own has another address.',
    login:
      'The best login is a robot account. Its username is like organization+robot, the password is its token.',
    lifetime: 'A robot account’s token doesn’t expire by default.',
  },
  {
    // AWS, Private registry authentication in Amazon ECR: username AWS; GetAuthorizationToken: valid for 12 hours.
    id: 'ecr',
    name: 'Amazon ECR',
    url: '',
    urlExample: '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
    username: 'AWS',
    reason: 'The username is AWS for everyone.',
    login: 'The password is what aws ecr get-login-password prints.',
    lifetime: 'It lives for 12 hours: images can’t be pulled with this credential after that.',
  },
  {
    // Microsoft, Authenticate with an Azure container registry: methods; Microsoft Entra tokens are renewed every 3 hours.
    id: 'acr',
    name: 'Azure Container Registry',
    url: '',
    urlExample: 'example.azurecr.io',
    username: '',
    reason: '',
    login:
      'The login is a service principal’s id and password, or a token of the registry with its password.',
    lifetime:
      'They live until their expiry date. What az acr login --expose-token prints lives for 3 hours only.',
  },
  {
    // Google Cloud, Set up authentication for Docker: _json_key with a service account key, or oauth2accesstoken.
    id: 'artifact-registry',
    name: 'Google Artifact Registry',
    url: '',
    urlExample: 'europe-west3-docker.pkg.dev',
    username: '_json_key',
    reason:
      'The username says that the password is a service account’s key. Addresses of gcr.io are served here too.',
    login: 'The password is the whole JSON file of a service account’s key.',
    lifetime: 'A key lives until it is deleted. An access token, with oauth2accesstoken, lives for an hour.',
  },
  {
    // Harbor, Create Robot Accounts: prefix robot$ by default; an expiry that its administrators set.
    id: 'harbor',
    name: 'Harbor',
    url: '',
    urlExample: 'harbor.example.com',
    username: '',
    reason: '',
    login: 'The best login is a robot account. Its username is like robot$project+name, with the prefix.',
    lifetime: 'It lives for the days that were set when it was made, 30 by default.',
  },
]

const hostOf = (url: string): string =>
  url
    .replace(/^https?:\/\//i, '')
    .split('/')[0]
    ?.toLowerCase() ?? ''

/** Hosts that belong to a registry whose installations have addresses of their own. */
const ownHosts: readonly (readonly [RegExp, string])[] = [
  [/\.dkr[.-]ecr[.-].*(?:amazonaws\.com(?:\.cn)?|on\.aws)$/, 'ecr'],
  [/\.azurecr\.(?:io|cn|us)$/, 'acr'],
  [/(?:^|[.-])(?:docker\.pkg\.dev|gcr\.io)$/, 'artifact-registry'],
]

/** The registry that an address is one of; `null` for an address that could be anyone's. */
export function presetOf(url: string): RegistryPreset | null {
  const host = hostOf(url)
  if (host === '') return null
  const fixed = registryPresets.find((preset) => preset.url !== '' && hostOf(preset.url) === host)
  if (fixed !== undefined) return fixed
  const id = ownHosts.find(([pattern]) => pattern.test(host))?.[1]
  return registryPresets.find((preset) => preset.id === id) ?? null
}

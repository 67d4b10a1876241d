import { dockerHubAddress } from './image-registry.ts'

/** The defaults of a registry, and what its login must be. */
export interface RegistryPreset {
  id: string
  /** The registry's own name. */
  name: string
  /** The address to fill in. Empty if each installation has its own. */
  url: string
  /** An example of an address, if there is no fixed one. */
  urlExample: string
  /** The username to fill in. Empty if it belongs to a person or account. */
  username: string
  /** Why this is the address or username. Empty if that is obvious. */
  reason: string
  /** What username and password are. One or two sentences. */
  login: string
  /** How long such a password is valid. One sentence. */
  lifetime: string
}

/** The registries that the wizard knows, in the order of its menu. Each cites its documentation. */
export const registryPresets: readonly RegistryPreset[] = [
  {
    // NVIDIA, NGC API Keys: “For the username, enter '$oauthtoken' exactly as shown”; time-to-live from an hour to never.
    id: 'ngc',
    name: 'NVIDIA NGC',
    url: 'nvcr.io',
    urlExample: '',
    username: '$oauthtoken',
    reason: 'The username is always $oauthtoken. It says that the password is a key.',
    login: 'The password is an NGC API key.',
    lifetime: 'A personal key expires when its creator chose, or never.',
  },
  {
    // Docker, Personal access tokens and Organization access tokens; Kubernetes, Pull an Image from a Private Registry.
    id: 'docker-hub',
    name: 'Docker Hub',
    url: dockerHubAddress,
    urlExample: '',
    username: '',
    reason: 'Docker and Kubernetes expect Docker Hub logins under this old address.',
    login: 'The password is an access token with read access. The username is its user or organization.',
    lifetime: 'It expires on the date that was set when it was created, if any.',
  },
  {
    // GitHub, Working with the Container registry: only classic personal access tokens, read:packages to pull.
    id: 'ghcr',
    name: 'GitHub Container Registry',
    url: 'ghcr.io',
    urlExample: '',
    username: '',
    reason: '',
    login:
      'The password is a classic personal access token with read:packages. The username is the token’s owner.',
    lifetime: 'It expires on the date that was set when it was created, if any.',
  },
  {
    // GitLab, Deploy tokens: username gitlab+deploy-token-{n}, no expiry by default; read_registry to pull.
    id: 'gitlab',
    name: 'GitLab Container Registry',
    url: 'registry.gitlab.com',
    urlExample: '',
    username: '',
    reason: 'A self-managed GitLab has its own address.',
    login: 'Best: a deploy token with read_registry. Its username looks like gitlab+deploy-token-1.',
    lifetime: 'A deploy token never expires unless a date was set.',
  },
  {
    // Quay.io, Robot accounts: namespace+accountname; Red Hat Quay, Robot account tokens: they do not expire by default.
    id: 'quay',
    name: 'Quay',
    url: 'quay.io',
    urlExample: '',
    username: '',
    reason: 'A self-managed Red Hat Quay has its own address.',
    login: 'Best: a robot account. Its username looks like organization+robot. The password is its token.',
    lifetime: 'A robot account’s token doesn’t expire by default.',
  },
  {
    // AWS, Private registry authentication in Amazon ECR: username AWS; GetAuthorizationToken: valid for 12 hours.
    id: 'ecr',
    name: 'Amazon ECR',
    url: '',
    urlExample: '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
    username: 'AWS',
    reason: 'The username is always AWS.',
    login: 'The password is the output of aws ecr get-login-password.',
    lifetime: 'It expires after 12 hours. After that, this credential can’t pull images.',
  },
  {
    // Microsoft, Authenticate with an Azure container registry: methods; Microsoft Entra tokens are renewed every 3 hours.
    id: 'acr',
    name: 'Azure Container Registry',
    url: '',
    urlExample: 'example.azurecr.io',
    username: '',
    reason: '',
    login: 'Use the ID and password of a service principal, or a registry token and its password.',
    lifetime: 'Both have an expiry date. A token from az acr login --expose-token expires after 3 hours.',
  },
  {
    // Google Cloud, Set up authentication for Docker: _json_key with a service account key, or oauth2accesstoken.
    id: 'artifact-registry',
    name: 'Google Artifact Registry',
    url: '',
    urlExample: 'europe-west3-docker.pkg.dev',
    username: '_json_key',
    reason:
      'The username says that the password is a service account key. Addresses of gcr.io work here too.',
    login: 'The password is the complete JSON file of a service account key.',
    lifetime:
      'A key works until it’s deleted. An access token (username oauth2accesstoken) expires after an hour.',
  },
  {
    // Harbor, Create Robot Accounts: prefix robot$ by default; an expiry that its administrators set.
    id: 'harbor',
    name: 'Harbor',
    url: '',
    urlExample: 'harbor.example.com',
    username: '',
    reason: '',
    login: 'Best: a robot account. Its username looks like robot$project+name, including the prefix.',
    lifetime: 'It expires after the number of days that was set, 30 by default.',
  },
]

const hostOf = (url: string): string =>
  url
    .replace(/^https?:\/\//i, '')
    .split('/')[0]
    ?.toLowerCase() ?? ''

/** Hosts of registries whose installations have their own addresses. */
const ownHosts: readonly (readonly [RegExp, string])[] = [
  [/\.dkr[.-]ecr[.-].*(?:amazonaws\.com(?:\.cn)?|on\.aws)$/, 'ecr'],
  [/\.azurecr\.(?:io|cn|us)$/, 'acr'],
  [/(?:^|[.-])(?:docker\.pkg\.dev|gcr\.io)$/, 'artifact-registry'],
]

/** The registry of an address. `null` if it could be anyone's. */
export function presetOf(url: string): RegistryPreset | null {
  const host = hostOf(url)
  if (host === '') return null
  const fixed = registryPresets.find((preset) => preset.url !== '' && hostOf(preset.url) === host)
  if (fixed !== undefined) return fixed
  const id = ownHosts.find(([pattern]) => pattern.test(host))?.[1]
  return registryPresets.find((preset) => preset.id === id) ?? null
}

import { expect, test } from 'vitest'
import { dockerHubAddress } from './image-registry.ts'
import { betterRegistryAddress, registryAddressProblem } from './registry-address.ts'
import { presetOf, registryPresets } from './registry-presets.ts'

test.each(registryPresets)(
  'fills in an address of $name that the cluster would find',
  ({ url, urlExample }) => {
    expect([url, urlExample].filter(Boolean)).toHaveLength(1)
    expect(registryAddressProblem(url || urlExample)).toBeNull()
    expect(betterRegistryAddress(url || urlExample)).toBeNull()
  },
)

test.each(registryPresets)('says what the login of $name is and how long it lives', ({ login, lifetime }) => {
  expect(login).toMatch(/^[A-Z].*\.$/)
  expect(lifetime).toMatch(/^[A-Z].*\.$/)
})

test.each([
  ['nvcr.io', 'ngc'],
  [dockerHubAddress, 'docker-hub'],
  ['https://GHCR.io/', 'ghcr'],
  ['123456789012.dkr.ecr.eu-central-1.amazonaws.com', 'ecr'],
  ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'ecr'],
  ['123456789012.dkr-ecr.eu-central-1.on.aws', 'ecr'],
  ['halden.azurecr.io', 'acr'],
  ['europe-west3-docker.pkg.dev/halden/images', 'artifact-registry'],
  ['eu.gcr.io', 'artifact-registry'],
])('knows %s by its host', (url, id) => expect(presetOf(url)?.id).toBe(id))

test.each(['', 'harbor.example.com', 'nvcr.io.example.com', 'notgcr.io', 'azurecr.io.example.com'])(
  'does not recognize %j as a known registry',
  (url) => expect(presetOf(url)).toBeNull(),
)

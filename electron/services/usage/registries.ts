import type { Credential } from '../../../shared/credential.ts'
import { imagePlaceOf, servingAddresses } from '../../../shared/image-registry.ts'
import type { NamedCredential } from '../../../shared/usage.ts'
import type { OpenList } from '../cluster/open-list.ts'

/** Credentials that are named next to an image that can't be pulled. */
const mostNamed = 5

/** Whether a registry's address is one under which the kubelet looks for a login for an image. */
export function servesImage(address: string, image: string): boolean {
  const place = imagePlaceOf(image)
  return place !== null && servingAddresses([address], place).length > 0
}

/** Says which credentials of a cluster hold a login for an image and are available in a namespace. */
export function createRegistryFinder({ credentials, reaches }: Pick<OpenList, 'credentials' | 'reaches'>) {
  let registries: Credential[] | null = null
  const kept = new Map<string, Credential[]>()
  return (image: string, namespace: string, except: { uid: string } | null): NamedCredential[] => {
    registries ??= [...credentials()].filter(({ registryUrl }) => registryUrl !== '')
    const serving = kept.get(image) ?? registries.filter(({ registryUrl }) => servesImage(registryUrl, image))
    kept.set(image, serving)
    const isAvailable = ({ scope, namespace: home }: Credential) =>
      scope.kind === 'project' ? home === namespace : reaches(scope, namespace) !== false
    return serving
      .filter((each) => each.uid !== except?.uid && isAvailable(each))
      .slice(0, mostNamed)
      .map(({ uid, name, namespace: home, kubernetesName }) => ({
        uid,
        name,
        namespace: home,
        kubernetesName,
      }))
  }
}

import type { Credential } from '../../../shared/credential.ts'
import { imagePlaceOf, servingAddresses } from '../../../shared/image-registry.ts'
import type { NamedCredential } from '../../../shared/usage.ts'
import type { OpenList } from '../cluster/open-list.ts'

/** How many credentials are named for an image that can't be pulled. */
const mostNamed = 5

/** Whether the kubelet looks for an image's login under a registry's address. */
export function servesImage(address: string, image: string): boolean {
  const place = imagePlaceOf(image)
  return place !== null && servingAddresses([address], place).length > 0
}

/** Finds the credentials of a cluster that contain a login for an image and are available in a namespace. */
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

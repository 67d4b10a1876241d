import { failed } from '../../../shared/failure.ts'
import { registryDataKeys } from '../../../shared/credential-types/docker-registry.ts'
import { imagesOf, servingAddresses } from '../../../shared/image-registry.ts'
import { registryAddressProblem } from '../../../shared/registry-address.ts'
import type { Connection } from '../../kube/connection.ts'
import { registryConfigIncompatibility } from '../secret-values/judge-registry-config.ts'
import { loginText, readRegistryLogins, type RegistryLogin } from '../secret-values/read-registry-logins.ts'
import { readWholeSecret } from '../secret-values/whole-secret.ts'

/** A login with its values and its registry. It must not leave the function that tests it. */
export interface LoginOfSecret {
  registryUrl: string
  username: string
  password: string
}

interface WantedLogin {
  namespace: string
  name: string
  /** If empty, the first entry with a login for a valid address is used. */
  registryUrl: string
}

/**
 * Reads the login that the kubelet would use for a registry. Throws `secret-gone`, `secret-unfit` with the kubelet's
 * reason, or `no-registry-login`.
 */
export async function loginOfSecret(
  connection: Connection,
  { namespace, name, registryUrl }: WantedLogin,
): Promise<LoginOfSecret> {
  const { secret } = await readWholeSecret(connection, { namespace, name })
  const key = registryDataKeys[secret.type] ?? ''
  const bytes = Buffer.from(secret.data[key] ?? '', 'base64')
  const none = failed('no-registry-login', { namespace, name })
  if (bytes.length === 0) throw none
  const incompatibility = registryConfigIncompatibility(bytes, key, registryUrl)
  if (incompatibility !== null)
    throw failed('secret-unfit', { namespace, name, incompatibilities: [incompatibility] })
  const read = readRegistryLogins(bytes, key === '.dockercfg' ? 'entries' : 'auths')
  const logins: ReadonlyMap<string, RegistryLogin> =
    read.kind === 'read' && read.logins !== null ? read.logins : new Map<string, RegistryLogin>()
  const addresses =
    registryUrl === ''
      ? [...logins.keys()].filter((address) => registryAddressProblem(address) === null)
      : servingAddresses([...logins.keys()], imagesOf(registryUrl))
  for (const address of addresses) {
    const login = logins.get(address)
    if (login === undefined || login.username === '' || login.password === '') continue
    const { username, password } = login
    return {
      registryUrl: registryUrl || address,
      username: loginText(username),
      password: loginText(password),
    }
  }
  throw none
}

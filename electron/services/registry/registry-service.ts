import type { LoginMessage, LoginTest } from '../../../shared/contract/registry.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { readImageName } from '../../../shared/image-name.ts'
import { imagesOf } from '../../../shared/image-registry.ts'
import { withoutSecrets } from '../../kube/kubeconfig/proxy.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { RequireSafe } from '../contexts/connection-consent.ts'
import type { SettingsStore } from '../settings/settings.ts'
import { createAskServer, proxyFor, type AskServerDeps } from './ask-server.ts'
import { loginOfSecret, type LoginOfSecret } from './login-of-secret.ts'
import { createOwnAuthorities } from './own-authorities.ts'
import { testLogin } from './test-login.ts'

export interface RegistryDeps {
  /** An open context; throws `list-not-open` for any other. */
  opened: (context: string) => OpenCluster
  requireSafe: RequireSafe
  settings: Pick<SettingsStore, 'read' | 'change'>
  /** Where the site forbids it; empty if it does not. */
  policyFile: string
  /** With the proxies that a terminal would have. */
  environment: () => Promise<NodeJS.ProcessEnv>
  version: string
  chooseAuthoritiesFile: () => Promise<string | null>
  lookUp?: AskServerDeps['lookUp']
  now?: () => number
}

/** Tests logins of registries, from this computer and only when a person asks for it. */
export function createRegistry(deps: RegistryDeps) {
  const { opened, requireSafe, settings, now = Date.now } = deps
  const own = createOwnAuthorities({ settings, chooseFile: deps.chooseAuthoritiesFile })

  async function loginOf(test: LoginTest): Promise<LoginOfSecret> {
    if (test.from === 'entered') return test
    const { connection, place } = opened(test.context)
    // The Secret comes with its values.
    requireSafe(place)
    const { username, password, ...found } = await loginOfSecret(connection, test)
    const { instead } = test
    return { ...found, username: instead?.username ?? username, password: instead?.password ?? password }
  }

  return {
    authorities: own.told,
    chooseAuthorities: own.choose,
    forgetAuthorities: own.forget,

    /** Throws `switched-off`, what reading a Secret throws, `authorities-unreadable`, and `cancelled`. */
    async testLogin(
      test: LoginTest,
      { send, signal }: { send: (message: LoginMessage) => void; signal: AbortSignal },
    ): Promise<void> {
      if (!settings.read().canTestLogins)
        throw failed('switched-off', { what: 'login-test', file: deps.policyFile })
      const login = await loginOf(test)
      const { image, plainHost } = test
      if (image !== '' && readImageName(image, imagesOf(login.registryUrl).host) === null)
        throw failed('input-invalid', { operation: 'registry:testLogin', field: 'image' })
      const environment = await deps.environment()
      const authorities = await own.all(environment)
      if (signal.aborted) throw failed('cancelled', { operation: 'registry:testLogin' })
      const report = await testLogin(
        { ...login, image, plainHost },
        {
          ask: createAskServer({
            ...{ environment, authorities, now, version: deps.version },
            ...(deps.lookUp === undefined ? {} : { lookUp: deps.lookUp }),
          }),
          onAsking: (request) => send({ kind: 'asking', request }),
          proxyOf: (url) => proxyName(url, environment),
          ...{ signal, now },
        },
      )
      send({ kind: 'done', report })
    },
  }
}

export type Registry = ReturnType<typeof createRegistry>

/** Without its login. Whether it can be used at all shows when it is. */
function proxyName(url: URL, environment: NodeJS.ProcessEnv): string {
  try {
    const proxy = proxyFor(url, environment)
    return proxy === null ? '' : withoutSecrets(proxy.href)
  } catch (error) {
    const failure = failureOf(error)
    return failure?.code === 'proxy-failed' ? failure.proxy : ''
  }
}

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

interface RegistryDeps {
  /** Returns an open context. Throws `list-not-open` if it isn't open. */
  opened: (context: string) => OpenCluster
  requireSafe: RequireSafe
  settings: Pick<SettingsStore, 'read' | 'change'>
  /** The policy file that forbids it. Empty if none does. */
  policyFile: string
  /** A terminal's environment, with its proxies. */
  environment: () => Promise<NodeJS.ProcessEnv>
  version: string
  chooseAuthoritiesFile: () => Promise<string | null>
  lookUp?: AskServerDeps['lookUp']
  now?: () => number
}

/** Tests registry logins, from this computer and only on request. */
export function createRegistry(deps: RegistryDeps) {
  const { opened, requireSafe, settings, now = Date.now } = deps
  const own = createOwnAuthorities({ settings, chooseFile: deps.chooseAuthoritiesFile })

  async function loginOf(test: LoginTest): Promise<LoginOfSecret> {
    if (test.from === 'entered') return test
    const { connection, place } = opened(test.context)
    // The Secret is read with its values.
    requireSafe(place)
    const { username, password, ...found } = await loginOfSecret(connection, test)
    const { instead } = test
    return { ...found, username: instead?.username ?? username, password: instead?.password ?? password }
  }

  return {
    authorities: own.told,
    chooseAuthorities: own.choose,
    forgetAuthorities: own.forget,

    /** Throws `switched-off`, `authorities-unreadable`, `cancelled`, and the failures of reading a Secret. */
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

/** Without its login. Whether it works shows when it is used. */
function proxyName(url: URL, environment: NodeJS.ProcessEnv): string {
  try {
    const proxy = proxyFor(url, environment)
    return proxy === null ? '' : withoutSecrets(proxy.href)
  } catch (error) {
    const failure = failureOf(error)
    return failure?.code === 'proxy-failed' ? failure.proxy : ''
  }
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EnvironmentModuleNode, Plugin } from 'vite'
import type { PageChannel } from './page-channel.ts'

const room = '/@credenza'
const placeModule = `${room}/place.js`

const read = (name: string) => readFileSync(join(import.meta.dirname, 'page', name), 'utf8')

/** What `npm run dev` adds to the page: the message channel, and reporting the window's state. */
export function pagePlugin(channel: PageChannel): Plugin {
  return {
    name: 'credenza-page',
    resolveId: (id) => (id === placeModule ? id : null),
    load: (id) => (id === placeModule ? read('place.js') : null),
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        // Not a module, since it must run before Vite's client.
        {
          tag: 'script',
          attrs: { src: `${room}/start.js`, 'data-route': channel.place().route },
          injectTo: 'head-prepend',
        },
        { tag: 'script', attrs: { type: 'module', src: placeModule }, injectTo: 'body' },
      ],
    },
    configureServer(server) {
      // Some plugins only know the WebSocket server, which doesn't exist here.
      server.ws.send = server.environments.client.hot.send.bind(server.environments.client.hot)
      server.middlewares.use(room, (request, response, next) => {
        const path = request.url ?? '/'
        if (path.startsWith('/place.js')) next()
        else if (path === '/start.js')
          response.setHeader('content-type', 'text/javascript').end(read('start.js'))
        else channel.answer(path, request, response)
      })
    },
    hotUpdate({ file, modules }) {
      if (this.environment.name !== 'client' || !file.endsWith('.ts') || !makesStore(modules))
        return undefined
      this.environment.hot.send({ type: 'full-reload' })
      return []
    },
  }
}

/**
 * Whether a store depends on one of these modules. Replacing it under the components that hold it would leave it half
 * old, so that the page is reloaded.
 */
function makesStore(
  modules: readonly EnvironmentModuleNode[],
  seen = new Set<EnvironmentModuleNode>(),
): boolean {
  return modules.some((module) => {
    if (seen.has(module) || module.isSelfAccepting === true) return false
    seen.add(module)
    return module.file?.endsWith('.store.ts') === true || makesStore([...module.importers], seen)
  })
}

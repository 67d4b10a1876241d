import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EnvironmentModuleNode, Plugin } from 'vite'
import type { PageChannel } from './page-channel.ts'

const room = '/@credenza'
const placeModule = `${room}/place.js`

const read = (name: string) => readFileSync(join(import.meta.dirname, 'page', name), 'utf8')

/** What `npm run dev` adds to the page: the way of messages, and what tells where the window is. */
export function pagePlugin(channel: PageChannel): Plugin {
  return {
    name: 'credenza-page',
    resolveId: (id) => (id === placeModule ? id : null),
    load: (id) => (id === placeModule ? read('place.js') : null),
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        // No module: it has to run before Vite's client does.
        {
          tag: 'script',
          attrs: { src: `${room}/start.js`, 'data-route': channel.place().route },
          injectTo: 'head-prepend',
        },
        { tag: 'script', attrs: { type: 'module', src: placeModule }, injectTo: 'body' },
      ],
    },
    configureServer(server) {
      // Some plugins know the WebSocket server alone, which there is not.
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
 * Whether a store is made of one of these modules. One that is replaced under the components that hold it would be
 * half the old one, so the page is loaded again.
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

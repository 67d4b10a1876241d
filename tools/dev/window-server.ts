import { realpathSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { join } from 'node:path'
import { createServer, DevEnvironment, mergeConfig, type InlineConfig } from 'vite'
import { createPageChannel } from './page-channel.ts'
import { pagePlugin } from './page-plugin.ts'

/** Serves the window's sources over a socket. Nothing listens on a network. */
export async function startWindowServer(parts: {
  root: string
  /** The window's part of electron.vite.config.ts. */
  config: InlineConfig
  /** Where prepared dependencies are cached. */
  cache: string
  socket: string
}) {
  const { root, config, cache, socket } = parts
  const page = createPageChannel()
  const vite = await createServer(
    mergeConfig(config, {
      configFile: false,
      cacheDir: cache,
      appType: 'spa',
      clearScreen: false,
      plugins: [pagePlugin(page)],
      optimizeDeps: { entries: ['index.html'] },
      server: {
        middlewareMode: true,
        ws: false,
        fs: { allow: [root, realpathSync(join(root, 'node_modules'))] },
      },
      environments: {
        client: {
          dev: {
            createEnvironment: (name, resolved) =>
              new DevEnvironment(name, resolved, { hot: true, transport: page.channel }),
          },
        },
      },
    } satisfies InlineConfig),
  )
  const server = createHttpServer(vite.middlewares)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socket, resolve)
  })
  return {
    page,
    async close(): Promise<void> {
      server.closeAllConnections()
      server.close()
      await vite.close()
    },
  }
}

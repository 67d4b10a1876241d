import { rm } from 'node:fs/promises'
import { build, mergeConfig, type InlineConfig, type Plugin, type Rolldown } from 'vite'

/**
 * Builds one part of the application, again whenever its sources change. Writes only the files that differ from the
 * build before, and calls `onBuilt` if there are any: the watcher often sees one save as two changes, and the application
 * may be reading its files when the second one is built.
 */
export async function watchBuild(
  config: InlineConfig,
  { onBuilt, onFailed }: { onBuilt: () => void; onFailed: (message: string) => void },
): Promise<{ close: () => Promise<void> }> {
  const written = new Map<string, string | Uint8Array>()
  let isChanged = false
  const writing: Plugin = {
    name: 'credenza-changed-files',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        isChanged = false
        for (const [name, file] of Object.entries(bundle)) {
          const content = file.type === 'chunk' ? file.code : file.source
          if (isSame(content, written.get(name))) Reflect.deleteProperty(bundle, name)
          else isChanged = true
          written.set(name, content)
        }
      },
    },
  }
  const settings: InlineConfig = {
    configFile: false,
    logLevel: 'warn',
    clearScreen: false,
    // Emptied here, and not before each build.
    build: { watch: {}, emptyOutDir: false },
    plugins: [writing],
  }
  const { outDir } = config.build ?? {}
  if (outDir !== undefined) await rm(outDir, { recursive: true, force: true })
  const watcher = (await build(mergeConfig(config, settings))) as Rolldown.RolldownWatcher
  await new Promise<void>((resolve, reject) => {
    let isFirst = true
    let hasFailed = false
    watcher.on('event', (event) => {
      if (event.code === 'START') hasFailed = false
      if (event.code === 'BUNDLE_END') void event.result.close()
      if (event.code === 'ERROR') {
        hasFailed = true
        if (isFirst) reject(event.error)
        else onFailed(event.error.message)
      }
      // It is also emitted after a failure.
      if (event.code !== 'END' || hasFailed) return
      if (isFirst) resolve()
      else if (isChanged) onBuilt()
      isFirst = false
    })
  })
  return { close: () => watcher.close() }
}

const isSame = (one: string | Uint8Array, other: string | Uint8Array | undefined): boolean =>
  typeof one === 'string' || typeof other !== 'object' ? one === other : Buffer.compare(one, other) === 0

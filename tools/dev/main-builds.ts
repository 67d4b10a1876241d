import { build, mergeConfig, type InlineConfig, type Rolldown } from 'vite'

/** Builds one part of the application, again whenever its sources change. */
export async function watchBuild(
  config: InlineConfig,
  { onBuilt, onFailed }: { onBuilt: () => void; onFailed: (message: string) => void },
): Promise<{ close: () => Promise<void> }> {
  const settings: InlineConfig = {
    configFile: false,
    logLevel: 'warn',
    clearScreen: false,
    build: { watch: {} },
  }
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
      else onBuilt()
      isFirst = false
    })
  })
  return { close: () => watcher.close() }
}

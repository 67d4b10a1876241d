import { build, mergeConfig, type InlineConfig, type Plugin, type Rolldown } from 'vite'

/**
 * Builds one part of the application, again whenever its sources change. Calls `onBuilt` after each build that made
 * something else than the one before: the watcher often sees one save as two changes.
 */
export async function watchBuild(
  config: InlineConfig,
  { onBuilt, onFailed }: { onBuilt: () => void; onFailed: (message: string) => void },
): Promise<{ close: () => Promise<void> }> {
  let made = ''
  let last = ''
  const reading: Plugin = {
    name: 'credenza-made',
    generateBundle: (_, bundle) => void (made = textOf(bundle)),
  }
  const settings: InlineConfig = {
    configFile: false,
    logLevel: 'warn',
    clearScreen: false,
    build: { watch: {} },
    plugins: [reading],
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
      else if (made !== last) onBuilt()
      isFirst = false
      last = made
    })
  })
  return { close: () => watcher.close() }
}

/** All files of a build, with their names. */
const textOf = (bundle: Rolldown.OutputBundle): string =>
  JSON.stringify(
    Object.values(bundle).map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]),
  )

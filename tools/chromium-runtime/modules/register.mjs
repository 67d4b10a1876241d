// Plain JavaScript: otherwise Node would load its type stripping, half of this runtime's startup, before the cache
// exists.
import { enableCompileCache, registerHooks } from 'node:module'
import { join } from 'node:path'

// Stripping types from this runtime's files is a third of its startup. The cache does it only once.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/runtime'))

// The synchronous hooks serve `import`, `require` and the inspector's `require`, so that all get the same module.
const electron = new URL('electron.ts', import.meta.url).href
const names = new Set(['electron', 'electron/main'])

registerHooks({
  resolve: (specifier, context, next) =>
    names.has(specifier) ? { url: electron, shortCircuit: true } : next(specifier, context),
})

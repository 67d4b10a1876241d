// Plain JavaScript: Node would load what takes types off, a half of this runtime's start, before the cache is there.
import { enableCompileCache, registerHooks } from 'node:module'
import { join } from 'node:path'

// Taking the types off this runtime's own files is a third of its start. It is done once.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/runtime'))

// The synchronous hooks serve `import`, `require` and the inspector's `require` alike, so all see one module.
const electron = new URL('electron.ts', import.meta.url).href
const names = new Set(['electron', 'electron/main'])

registerHooks({
  resolve: (specifier, context, next) =>
    names.has(specifier) ? { url: electron, shortCircuit: true } : next(specifier, context),
})

import { registerHooks } from 'node:module'

// The synchronous hooks serve `import`, `require` and the inspector's `require` alike, so all see one module.
const electron = new URL('electron.ts', import.meta.url).href
const names = new Set(['electron', 'electron/main'])

registerHooks({
  resolve: (specifier, context, next) =>
    names.has(specifier) ? { url: electron, shortCircuit: true } : next(specifier, context),
})

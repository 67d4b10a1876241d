import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      target: 'node22',
      externalizeDeps: false,
      rolldownOptions: {
        input: at('electron/main.ts'),
        output: { format: 'es', entryFileNames: 'index.js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can't load modules: one CommonJS file with everything in it.
      externalizeDeps: false,
      rolldownOptions: {
        input: at('electron/preload/preload.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [vue()],
    build: { minify: true, rolldownOptions: { input: at('renderer/index.html') } },
  },
})

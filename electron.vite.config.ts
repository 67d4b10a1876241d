import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { firstChunk } from './tools/package/first-chunk.ts'
import { thirdPartyNotices } from './tools/package/third-party.ts'
import { visibleTemplates } from './tools/visible-templates.ts'

const at = (path: string) => resolve(import.meta.dirname, path)

const notices = thirdPartyNotices(import.meta.dirname)

export default defineConfig({
  main: {
    plugins: [notices],
    build: {
      target: 'node22',
      externalizeDeps: false,
      rolldownOptions: {
        // The keychain is asked by its own process, through a native module that can't be bundled; snapshots are
        // read in their own thread.
        input: {
          index: at('electron/main.ts'),
          keychain: at('electron/keychain/child.ts'),
          snapshots: at('electron/snapshots/thread/worker.ts'),
          // The commands without a window run under plain Node.
          command: at('electron/commands/command-entry.ts'),
        },
        external: ['@napi-rs/keyring'],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    plugins: [notices],
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
    plugins: [vue(visibleTemplates(import.meta.dirname)), notices],
    build: {
      minify: true,
      rolldownOptions: {
        input: at('renderer/index.html'),
        output: { codeSplitting: { groups: [{ name: firstChunk() }] } },
      },
    },
  },
})

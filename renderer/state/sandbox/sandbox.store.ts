import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { createSandboxControls } from './sandbox-controls.ts'

/** The switches of the sandbox. */
export const useSandboxStore = defineStore('sandbox', () => createSandboxControls(useApi()))

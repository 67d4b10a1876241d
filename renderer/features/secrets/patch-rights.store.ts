import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { createPatchRights } from './patch-rights.ts'

/** In which namespaces the user may change the labels of secrets. */
export const usePatchRights = defineStore('patch-rights', () =>
  createPatchRights({ api: useApi(), now: () => Date.now() }),
)

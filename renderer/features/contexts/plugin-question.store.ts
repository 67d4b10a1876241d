import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { useCredentialsStore } from '../credentials/credentials.store.ts'
import { createPluginQuestion } from './plugin-question.ts'

/** The question whether a kubeconfig may run a program. */
export const usePluginQuestion = defineStore('plugin-question', () =>
  createPluginQuestion({ api: useApi(), credentials: useCredentialsStore() }),
)

import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { useOpenContext } from '../open-context/open-context.store.ts'
import { createConsentQuestion } from './consent-question.ts'

/** The question whether a kubeconfig may run a program or have files read. */
export const useConsentQuestion = defineStore('consent-question', () =>
  createConsentQuestion({ api: useApi(), openContext: useOpenContext() }),
)

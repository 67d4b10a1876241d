import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { createConnectionQuestion } from './connection-question.ts'

/** The question whether values may be sent over an unprotected connection. */
export const useConnectionQuestion = defineStore('connection-question', () =>
  createConnectionQuestion({ api: useApi() }),
)

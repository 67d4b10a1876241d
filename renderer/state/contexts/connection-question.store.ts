import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { createConnectionQuestion } from './connection-question.ts'

/** The question whether values may be sent over a connection that does not protect them. */
export const useConnectionQuestion = defineStore('connection-question', () =>
  createConnectionQuestion({ api: useApi() }),
)

import { defineStore } from 'pinia'
import { createActionTable } from './action-table.ts'

/** All that can be done in the window as it is now. */
export const useActionTable = defineStore('actions', createActionTable)

import { defineStore } from 'pinia'
import { createActionTable } from './action-table.ts'

/** All actions that are available in the window now. */
export const useActionTable = defineStore('actions', createActionTable)

import { defineStore } from 'pinia'
import { windowSlicing } from '../../ui/grid/slices.ts'
import { useApplicationStore } from '../application.store.ts'
import { createCopying } from './copying.ts'

/** Copies what isn't a secret, and confirms it above every page. */
export const useCopying = defineStore('copying', () => {
  const application = useApplicationStore()
  return createCopying({
    copy: application.copy,
    slicing: windowSlicing,
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds)
      return () => clearTimeout(timer)
    },
  })
})

import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ApplicationFacts, MenuChoice } from '../../shared/contract/application.ts'
import type { NotificationTarget } from '../../shared/contract/notifications.ts'
import { errorPlaces } from '../../shared/error-places.ts'
import type { Failure } from '../../shared/failure.ts'
import type { Shell } from '../../shared/shell-command.ts'
import { useApi } from '../api.ts'

/** Facts about the running application, and system functions for the window. */
export const useApplicationStore = defineStore('application', () => {
  const api = useApi()
  const facts = shallowRef<ApplicationFacts>({
    version: '',
    platform: 'linux',
    home: '',
    files: { settings: '', log: '', sandbox: '' },
    notices: [],
  })
  const faults = shallowRef<Failure[]>([])
  const notices = computed(() => [...facts.value.notices, ...faults.value])

  const chosenShell = shallowRef<Shell | null>(null)
  /** The shell for which commands are formatted. Defaults to the platform's. */
  const shell = computed<Shell>({
    get: () => chosenShell.value ?? (facts.value.platform === 'win32' ? 'powershell' : 'posix'),
    set: (chosen) => void (chosenShell.value = chosen),
  })

  async function read(): Promise<void> {
    const result = await api.application.facts({})
    if (result.ok) facts.value = result.value
  }

  /** Logs an error that nothing handled. */
  async function reportFault(error: unknown): Promise<void> {
    const result = await api.application.reportFault(errorPlaces(error))
    if (!result.ok) showFault(result.failure)
  }
  /** Only the first one. Others often follow from it. */
  const showFault = (fault: Failure) => void (faults.value = [faults.value[0] ?? fault])
  api.application.faultLogged((id) => showFault({ code: 'internal', id }))

  /** Copies a text that isn't a secret. Returns whether it worked. */
  async function copy(text: string): Promise<boolean> {
    return (await api.application.copyText({ text })).ok
  }

  async function showInFolder(path: string): Promise<Failure | null> {
    const result = await api.application.showInFolder({ path })
    return result.ok ? null : result.failure
  }

  /** The third-party packages in the application. */
  const thirdParty = () => api.application.thirdParty({})

  /** Listens to the application menu. Returns a function that stops it. */
  const onMenuChosen = (listener: (choice: MenuChoice) => void) => api.application.menuChosen(listener)

  /** Listens to clicks on system notifications. Returns a function that stops it. */
  const onNotificationOpened = (listener: (target: NotificationTarget) => void) =>
    api.notifications.opened(listener)

  /** A path with the home folder as a tilde. */
  function shortPath(path: string): string {
    const { home } = facts.value
    const isInHome = home !== '' && path.startsWith(home) && /^([/\\]|$)/.test(path.slice(home.length))
    return isInHome ? `~${path.slice(home.length)}` : path
  }

  return {
    ...{ facts, notices, shell, read, reportFault, copy, showInFolder, thirdParty, shortPath },
    ...{ onMenuChosen, onNotificationOpened },
  }
})

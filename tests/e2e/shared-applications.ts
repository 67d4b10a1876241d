import type { OpenOptions } from './launch.ts'
import { startShared, type SharedApplication } from './shared-application.ts'

/**
 * What an application was asked for since its start. That can't be undone, so there is one application for each:
 * `nothing` found no kubeconfig, `kubeconfig` was given one, `sandbox` was asked for the sandbox.
 */
type Kind = 'nothing' | 'kubeconfig' | 'sandbox'

const kindOf = ({ kubeconfig, context, isSandbox }: OpenOptions): Kind => {
  if (isSandbox === true) return 'sandbox'
  return kubeconfig === undefined && context === undefined ? 'nothing' : 'kubeconfig'
}

/** The applications that the tests of one worker share: one of each kind, and more while a test uses several. */
export function createSharedApplications() {
  const waiting = new Map<Kind, SharedApplication>()
  const used = new Map<SharedApplication, Kind>()

  return {
    /** Returns an application that nobody else uses, showing what a start with these options would show. */
    async open(options: OpenOptions = {}): Promise<SharedApplication> {
      const kind = kindOf(options)
      const application = waiting.get(kind) ?? (await startShared())
      waiting.delete(kind)
      used.set(application, kind)
      await application.show(options)
      return application
    },

    /**
     * Takes back what the ending test has opened. An application that can't be reset is closed, and so is one of a
     * failed test, whose state is unknown.
     */
    async takeBack(hasFailed: boolean): Promise<void> {
      for (const [application, kind] of used) {
        used.delete(application)
        const isUsable = !hasFailed && !waiting.has(kind) && (await application.putBack())
        if (isUsable) waiting.set(kind, application)
        else await application.close()
      }
    },

    async close(): Promise<void> {
      for (const application of [...waiting.values(), ...used.keys()]) await application.close()
      waiting.clear()
      used.clear()
    },
  }
}

export type SharedApplications = ReturnType<typeof createSharedApplications>

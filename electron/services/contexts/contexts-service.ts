import { resolve as absolute } from 'node:path'
import type { ContextList } from '../../../shared/contract/contexts.ts'
import { failed } from '../../../shared/failure.ts'
import type { Failure } from '../../../shared/failure.ts'
import { findProgram } from '../../kube/kubeconfig/find-program.ts'
import { readKubeconfig, type Kubeconfig } from '../../kube/kubeconfig/kubeconfig.ts'
import { placesOf } from '../../kube/kubeconfig/kubeconfig-files.ts'
import type { ResolvedContext } from '../../kube/kubeconfig/resolved-context.ts'
import { createChosenKubeconfig, type ChosenKubeconfigDeps } from './chosen-kubeconfig.ts'
import { namesIn, type ContextNames } from './context-names.ts'
import type { Consent } from './consent.ts'
import { watchKubeconfig } from './watch-kubeconfig.ts'

/** What the command line asked for. */
export interface AskedAtStart {
  kubeconfig?: string | undefined
  context?: string | undefined
}

/** Where kubeconfig files are looked for, and what the command line asked for. */
interface ContextsServiceDeps extends ChosenKubeconfigDeps {
  /** `--kubeconfig` and `--context`. */
  asked: AskedAtStart
  /** The environment of a terminal: where kubectl looks, which proxy it uses, and what plugins run with. */
  environment: () => Promise<NodeJS.ProcessEnv>
  home: string
  platform: NodeJS.Platform
  /** The context that was last open. Empty for none. */
  lastContext: () => string
  consent: Consent
  /** The sandbox's context, if there is a sandbox. */
  sandbox: ResolvedContext | null
}

/** A context to open, with the namespaces that the contexts of its cluster name. */
interface ContextToOpen {
  context: ResolvedContext
  namespaces: string[]
}

/** The contexts of the user's kubeconfig. Sends no requests to clusters. */
export function createContextsService(deps: ContextsServiceDeps) {
  const chosen = createChosenKubeconfig(deps)
  let { asked } = deps

  const sandbox = deps.sandbox?.name ?? null
  let watchedPaths: string[] = []
  let watcher: ReturnType<typeof watchKubeconfig> | null = null

  const readFiles = async () =>
    readKubeconfig({
      argument: asked.kubeconfig,
      chosen: chosen.file(),
      environment: await deps.environment(),
      home: deps.home,
      platform: deps.platform,
    })

  async function read(): Promise<Kubeconfig> {
    const kubeconfig = await readFiles()
    const paths = kubeconfig.places.map(({ path }) => path)
    if (paths.join('\n') === watchedPaths.join('\n')) return kubeconfig
    watchedPaths = paths
    if (watcher === null) return kubeconfig
    await watcher.changePaths()
    // Changes before the watch started would be missed.
    return readFiles()
  }

  async function list(): Promise<ContextList> {
    const kubeconfig = await read()
    const { places, failures, contexts } = kubeconfig
    const source = { isUsual: chosen.file() === undefined, recent: chosen.others() }
    const known = contexts.map(({ name }) => name)
    // What the command line asked for applies only to the files it was started with.
    const context =
      chosen.file() === undefined && asked.context !== undefined
        ? kubeconfig.shownName(asked.context)
        : undefined
    if (context !== undefined && context !== sandbox && !known.includes(context)) {
      const { failure } = failed('context-unknown', { context, file: '', known })
      return { places, failures, contexts, current: null, problem: failure, ...source, sandbox }
    }
    const current = context ?? usualOne(kubeconfig, known)
    const problem = current === null ? whyNone(kubeconfig, known) : null
    return { places, failures, contexts, current, problem, ...source, sandbox }
  }

  /** The kubeconfig's current context, as kubectl would use it. If there is none, the one that was last open. */
  function usualOne(kubeconfig: Kubeconfig, known: readonly string[]): string | null {
    const { currentContext } = kubeconfig
    if (currentContext !== null && known.includes(currentContext)) return currentContext
    const last = deps.lastContext()
    return known.includes(last) ? last : null
  }

  async function resolveWithProgram(name: string): Promise<ContextToOpen> {
    const { contexts, resolve } = await read()
    const context = await withProgram(resolve(name), deps.platform)
    const ofCluster = contexts.filter(({ cluster }) => cluster === context.cluster)
    return { context, namespaces: ofCluster.map(({ namespace }) => namespace) }
  }

  /** Whether kubectl reads the kubeconfig by default, even if it was also named here. */
  async function isUsual({ file }: ResolvedContext): Promise<boolean> {
    const { home, platform } = deps
    const usualPlaces = await placesOf({ environment: await deps.environment(), home, platform })
    return usualPlaces.some(({ path }) => absolute(path) === file)
  }

  return {
    /** Rereads the files. */
    list,

    /** Uses a file that a person chooses instead of the default ones. `null` if none was chosen. */
    async openKubeconfig(): Promise<ContextList | null> {
      return (await chosen.ask()) ? list() : null
    },

    /** Uses a file that was chosen before, or the default ones again. */
    async readKubeconfig({ file }: { file: string | null }): Promise<ContextList> {
      if (file === null) chosen.forget()
      else await chosen.takeRecent(file)
      return list()
    },

    /** Applies what a second start asked for. Without a kubeconfig in it, the current one stays. */
    async ask(next: AskedAtStart): Promise<ContextList> {
      asked = { kubeconfig: next.kubeconfig ?? chosen.file() ?? asked.kubeconfig, context: next.context }
      chosen.forget()
      return list()
    },

    /** The kubeconfig's names of a context's cluster and user. `null` if there is no such context. */
    async namesOf(name: string): Promise<ContextNames | null> {
      if (deps.sandbox !== null && name === sandbox) return namesIn(deps.sandbox)
      const found = (await read()).contexts.find((context) => context.name === name)
      return found === undefined ? null : namesIn(found)
    },

    /**
     * What a connection to a context needs. Throws the failures of the kubeconfig, `plugin-missing`, and
     * `plugin-not-allowed` or `files-not-allowed` if the user hasn't allowed what it needs.
     */
    async resolve(name: string): Promise<ContextToOpen> {
      if (deps.sandbox !== null && name === sandbox) return { context: deps.sandbox, namespaces: [] }
      const resolved = await resolveWithProgram(name)
      await deps.consent.require(resolved.context, await isUsual(resolved.context))
      return resolved
    },

    /** Allows exactly what was shown. */
    async allow({ context: name, fingerprint }: { context: string; fingerprint: string }): Promise<null> {
      const { context } = await resolveWithProgram(name)
      await deps.consent.allow(context, await isUsual(context), fingerprint)
      return null
    },

    /** Reports changes of the files until `stop` is called. */
    follow(onChange: (list: ContextList) => void): { stop: () => void } {
      watcher = watchKubeconfig(
        () => watchedPaths,
        () => void list().then(onChange),
      )
      return watcher
    },
  }
}

/** Why there is no context to open: the first problem that kubectl would report about the kubeconfig. */
function whyNone({ currentContext, currentContextFile, places }: Kubeconfig, known: string[]): Failure {
  if (currentContext !== null) {
    return failed('context-unknown', { context: currentContext, file: currentContextFile, known }).failure
  }
  const files = places.filter(({ found }) => found === 'read').map(({ path }) => path)
  return failed('context-unset', { known, files }).failure
}

/** The only place that resolves a plugin's command. What it finds is what the user is asked about, and what runs. */
async function withProgram(resolved: ResolvedContext, platform: NodeJS.Platform): Promise<ResolvedContext> {
  const { signIn, environment } = resolved
  if (signIn.kind !== 'plugin') return resolved
  const program = await findProgram(signIn.plugin, { environment, platform })
  return { ...resolved, signIn: { kind: 'plugin', plugin: { ...signIn.plugin, program } } }
}

export type Contexts = ReturnType<typeof createContextsService>

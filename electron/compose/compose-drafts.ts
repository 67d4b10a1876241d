import { systemClock } from '../base/clock.ts'
import { serveDrafts } from '../ipc/drafts-ipc.ts'
import { createKeychain } from '../keychain/keychain.ts'
import { createDrafts, type Drafts } from '../services/drafts/drafts-service.ts'
import type { Clusters, Ground } from './compose-clusters.ts'
import type { Platform } from './platform.ts'

/** Builds and serves the input of unfinished wizards. */
export function composeDrafts(
  { startKeychain }: Platform,
  { ipc, settings }: Ground,
  { clusters }: Pick<Clusters, 'clusters'>,
): Pick<Drafts, 'applySettings' | 'end'> {
  const ending = new AbortController()
  let tell = () => {}
  const drafts = createDrafts({
    settings,
    keychain: createKeychain({ start: startKeychain, clock: systemClock }),
    clock: systemClock,
    placeOf: (context) => (clusters.isOpen(context) ? clusters.opened(context).place : null),
    onChange: () => tell(),
  })
  tell = serveDrafts(ipc, drafts).tellChanged
  // Until its cluster is known, a context shows the drafts of its name.
  const known = new Set<string>()
  clusters.onChange((context, { kind }) => {
    if (kind === 'opened') known.delete(context)
    if (known.has(context) || !clusters.isOpen(context)) return
    known.add(context)
    tell()
  }, ending.signal)
  void drafts.start()
  return {
    applySettings: drafts.applySettings,
    end: () => {
      ending.abort()
      return drafts.end()
    },
  }
}

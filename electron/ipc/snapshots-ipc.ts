import { snapshots as contract } from '../../shared/contract/snapshots.ts'
import type { Snapshots } from '../services/snapshots/snapshots-service.ts'
import type { Ipc } from './handle.ts'

/** Serves the `snapshots` domain and forwards the service's events. */
export function serveSnapshots(ipc: Ipc, service: Snapshots): void {
  ipc.implement('snapshots', contract, {
    choose: service.choose,
    drop: service.drop,
    recent: service.recent,
    forget: service.forget,
    toReview: service.toReview,
    open: service.open,
    readAs: service.readAs,
    compare: service.compare,
    select: service.select,
    rows: service.rows,
    ids: service.ids,
    kept: service.kept,
    named: service.named,
    facets: service.facets,
    ages: service.ages,
    save: service.save,
    chooseFolder: service.chooseFolder,
    history: service.history,
    life: service.life,
    daily: service.daily,
    keepDaily: service.keepDaily,
  })
  const announce = ipc.announcer<typeof contract>('snapshots')
  service.follow({
    asked: (files) => announce('asked', files),
    dailyTaken: (state) => announce('dailyTaken', state),
  })
}

/** The paths of the snapshot pages. */
export const snapshotPath = (id: string): string => `/snapshots/file/${id}`
export const comparePath = '/snapshots/compare'
export const historyPath = '/snapshots/history'

import type { Scene } from './stage.ts'

const large = { width: 1920, height: 1080 }
const compact = { density: 'compact' }

/** Scenes of main pages that are also shown on a large screen, and with compact rows. */
const ofMainPages = [
  'live',
  'secrets',
  'snapshot',
  'compare',
  'history',
  'activity',
  'settings',
  'used-by',
  'wizard',
]
const ofTables = ['live', 'live-small', 'secrets', 'snapshot', 'activity', 'compare']

/** The same states on a 1920×1080 screen, and with compact rows. */
export const otherSizes = (scenes: readonly Scene[]): Scene[] => [
  ...scenes
    .filter(({ name }) => ofMainPages.includes(name))
    .map((scene) => ({ ...scene, name: `${scene.name}-large`, size: large })),
  ...scenes
    .filter(({ name }) => ofTables.includes(name))
    .map((scene) => ({
      ...scene,
      name: `${scene.name}-compact`,
      settings: compact,
    })),
]

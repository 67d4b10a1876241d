/** Texts that a cluster or a file may hold, to try pieces with. */

export const longText =
  'Pull secret of the department for machine perception and robotics, with a name that is as long as a name may be'

export const longWord =
  'dockerregistry-halden-machine-perception-and-robotics-pull-secret-of-the-second-floor'

/** Looks like markup and like a template, and turns the direction of reading. */
export const hostileText =
  '<img src=x onerror="window.wasHacked=true"> {{ 7 * 7 }} \u202Egnp.exe\u202C سر \u0007&amp;'

/** The time that counts as now, so that every picture of the gallery is the same. */
export const galleryNow = '2026-11-20T10:00:00Z'

/** Texts that a cluster or a file may contain, to test components with. */

export const longText =
  'Pull secret of the department for machine perception and robotics, with a name that is as long as a name may be'

export const longWord =
  'dockerregistry-halden-machine-perception-and-robotics-pull-secret-of-the-second-floor'

/** Looks like markup and like a template, and reverses the text direction. */
export const hostileText =
  '<img src=x onerror="window.wasHacked=true"> {{ 7 * 7 }} \u202Egnp.exe\u202C سر \u0007&amp;'

/** The current time in the gallery, fixed so that its pictures are reproducible. */
export const galleryNow = '2026-11-20T10:00:00Z'

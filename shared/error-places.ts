/** A line of a stack that names a code position. */
export const codePlace = /^at [^\n]{1,390}:\d+:\d+\)?$/
/** The name of a kind of error. */
export const errorName = /^[A-Za-z]{1,60}$/

export interface ErrorPlaces {
  name: string
  places: string[]
}

/**
 * The kind of an error and where our code was, the innermost call first. Without the message, which may contain
 * anything.
 */
export function errorPlaces(error: unknown): ErrorPlaces {
  if (!(error instanceof Error)) return { name: typeof error, places: [] }
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim())
  return {
    name: errorName.test(error.name) ? error.name : 'Error',
    places: lines.filter((line) => codePlace.test(line)).slice(0, 8),
  }
}

/** The same as one line. */
export const errorPlacesText = ({ name, places }: ErrorPlaces): string => [name, ...places].join(' < ')

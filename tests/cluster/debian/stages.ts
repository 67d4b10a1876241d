/** Tells of the stages of a long piece of work, with the time since its start. */
export interface Stages {
  /** Says that a stage begins, and again every half minute that it lasts. */
  begin: (name: string) => void
  /** Ends the last stage, with a closing line if there is one. */
  end: (line?: string) => void
}

const reminder = 30_000

/** Starts the clock. */
export function createStages(say: (line: string) => void): Stages {
  const start = Date.now()
  const elapsed = () => `${Math.round((Date.now() - start) / 1000)} s`.padStart(7)
  let timer: NodeJS.Timeout | undefined
  return {
    begin: (name) => {
      clearInterval(timer)
      say(`${elapsed()}  ${name}`)
      timer = setInterval(() => say(`${elapsed()}  still ${name}`), reminder)
      timer.unref()
    },
    end: (line) => {
      clearInterval(timer)
      if (line) say(`${elapsed()}  ${line}`)
    },
  }
}

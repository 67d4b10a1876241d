/** Reports the stages of long work, with the time since its start. */
interface Stages {
  /** Reports that a stage begins, and again every half minute. */
  begin: (name: string) => void
  /** Ends the last stage, optionally with a final line. */
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

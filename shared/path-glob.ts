/** One step of a pattern: any run of characters, or one character that passes a test. */
type Step = 'any-run' | ((character: string) => boolean)

/**
 * Whether a text matches a pattern of Go's `path.Match`: `*`, `?`, `[a-z]`, `[^a]` and `\` before a character. A text
 * matches no pattern that is malformed. The text has no slash. Takes time of the order of pattern times text.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const steps = stepsOf(Array.from(pattern))
  if (steps === null) return false
  const characters = Array.from(text)
  let step = 0
  let place = 0
  let lastRun = -1
  let runFrom = 0
  while (place < characters.length) {
    const wanted = steps[step]
    if (wanted === 'any-run') {
      lastRun = step
      runFrom = place
      step += 1
    } else if (wanted?.(characters[place] ?? '') === true) {
      step += 1
      place += 1
    } else if (lastRun >= 0) {
      // The last run takes one character more; earlier ones need not be tried again.
      runFrom += 1
      place = runFrom
      step = lastRun + 1
    } else return false
  }
  return steps.slice(step).every((left) => left === 'any-run')
}

function stepsOf(pattern: readonly string[]): Step[] | null {
  const steps: Step[] = []
  let at = 0
  while (at < pattern.length) {
    const character = pattern[at] ?? ''
    at += 1
    if (character === '*') steps.push('any-run')
    else if (character === '?') steps.push(() => true)
    else if (character === '[') {
      const read = readClass(pattern, at)
      if (read === null) return null
      steps.push(read.step)
      at = read.end
    } else {
      const literal = character === '\\' ? pattern[at] : character
      if (literal === undefined) return null
      if (character === '\\') at += 1
      steps.push((given) => given === literal)
    }
  }
  return steps
}

/** Reads a class from behind its `[`. */
function readClass(pattern: readonly string[], from: number): { step: Step; end: number } | null {
  const isNegated = pattern[from] === '^'
  let at = isNegated ? from + 1 : from
  const ranges: [low: number, high: number][] = []
  while (pattern[at] !== ']' || ranges.length === 0) {
    const low = readMember(pattern, at)
    if (low === null) return null
    at = low.end
    let high = low
    if (pattern[at] === '-') {
      const read = readMember(pattern, at + 1)
      if (read === null) return null
      high = read
      at = read.end
    }
    ranges.push([low.code, high.code])
  }
  const step = (given: string) => {
    const code = given.codePointAt(0) ?? 0
    return ranges.some(([low, high]) => low <= code && code <= high) !== isNegated
  }
  return { step, end: at + 1 }
}

/** One character of a class; a `-` or `]` has to be escaped, and something has to follow. */
function readMember(pattern: readonly string[], from: number): { code: number; end: number } | null {
  const first = pattern[from]
  if (first === undefined || first === '-' || first === ']') return null
  const at = first === '\\' ? from + 1 : from
  const code = pattern[at]?.codePointAt(0)
  return code === undefined || at + 1 >= pattern.length ? null : { code, end: at + 1 }
}

/** How often a long wait is reported, in milliseconds. */
const often = 15_000

/**
 * Says what is awaited, how long it has taken so far, and how long it took.
 * @template T
 * @param {(line: string) => void} say
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function waitingFor(say, what, work) {
  say(`${what} …`)
  const begin = Date.now()
  const seconds = () => Math.round((Date.now() - begin) / 1000)
  const timer = setInterval(() => say(`  ${seconds()} s …`), often)
  try {
    const result = await work()
    say(`  took ${seconds()} s`)
    return result
  } finally {
    clearInterval(timer)
  }
}

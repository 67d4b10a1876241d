/**
 * Calls back after a delay in milliseconds, to hide a note of class `vanishing`. While the pointer or the focus is on one,
 * the delay begins anew: a button must not disappear as it is reached. Returns a function that cancels it.
 */
export function whenUnattended(milliseconds: number, callback: () => void): () => void {
  let timer = setTimeout(end, milliseconds)
  function end(): void {
    if (document.querySelector('.vanishing:is(:hover, :focus-within)') === null) callback()
    else timer = setTimeout(end, milliseconds)
  }
  return () => clearTimeout(timer)
}

/**
 * Cuts a text in the middle to at most `room` characters: 30% of them from its start, 70% from its end, where
 * Kubernetes names differ. A shorter text stays whole.
 */
export function middleCut(text: string, room: number): string {
  const characters = Array.from(text)
  if (characters.length <= room) return text
  const kept = Math.max(2, room - 1)
  const head = Math.max(1, Math.floor(kept * 0.3))
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (kept - head)).join('')}`
}

let measured = 0

/** The width of one character of the monospace font at 12 px, measured once. */
export function monoWidth(family: string): number {
  if (measured > 0) return measured
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return 7.2
  context.font = `12px ${family}`
  measured = context.measureText('0'.repeat(100)).width / 100
  return measured
}
